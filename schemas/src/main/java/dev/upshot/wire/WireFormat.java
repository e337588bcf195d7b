package dev.upshot.wire;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes configured serializers and deserializers of the classes that the configuration names, by default
 * {@link RegistryAvroSerializer} and {@link RegistryAvroDeserializer}. Classes of others get the same configuration,
 * must understand Confluent's keys, and are adapted: several record types per topic, and the four exceptions of this
 * package. Immutable.
 */
public final class WireFormat {

    /** Configuration key of the serializer's class. */
    public static final String SERIALIZER = "upshot.serializer.class";

    /** Configuration key of the deserializer's class. */
    public static final String DESERIALIZER = "upshot.deserializer.class";

    private final Map<String, Object> config;

    private WireFormat(Map<String, Object> config) {
        this.config = config;
    }

    /** Returns the wire format of a configuration, which is checked when the first serde is made. */
    public static WireFormat of(Map<String, ?> config) {
        TrustedRecords.trust();
        return new WireFormat(new HashMap<>(config));
    }

    /**
     * Returns a new serializer, to be closed by the caller.
     *
     * @throws ConfigException if the class cannot be had or refuses the configuration
     */
    public Serializer<SpecificRecord> serializer() {
        Object type = config.get(SERIALIZER);
        if (isOurs(type, RegistryAvroSerializer.class)) {
            RegistryAvroSerializer ours = new RegistryAvroSerializer();
            ours.configure(config, false);
            return ours;
        }
        return new PluggedSerializer(() -> (Serializer<?>) instance(SERIALIZER, type, Serializer.class), config);
    }

    /**
     * Returns a new deserializer, to be closed by the caller.
     *
     * @throws ConfigException if the class cannot be had or refuses the configuration
     */
    public Deserializer<SpecificRecord> deserializer() {
        Object type = config.get(DESERIALIZER);
        if (isOurs(type, RegistryAvroDeserializer.class)) {
            RegistryAvroDeserializer ours = new RegistryAvroDeserializer();
            ours.configure(config, false);
            return ours;
        }
        return new PluggedDeserializer((Deserializer<?>) instance(DESERIALIZER, type, Deserializer.class), config);
    }

    private static boolean isOurs(@Nullable Object configured, Class<?> ours) {
        return configured == null || configured == ours || configured.equals(ours.getName());
    }

    private static Object instance(String key, @Nullable Object configured, Class<?> kind) {
        try {
            Class<?> type = configured instanceof Class<?> known
                    ? known
                    : Class.forName(String.valueOf(configured), true, WireFormat.class.getClassLoader());
            Object instance = type.getDeclaredConstructor().newInstance();
            if (kind.isInstance(instance)) {
                return instance;
            }
        } catch (ReflectiveOperationException | LinkageError unusable) {
            throw new ConfigException(
                    key,
                    configured,
                    "it cannot be loaded (" + unusable
                            + "): is its jar on the class path, and has it a public constructor without parameters?");
        }
        throw new ConfigException(key, configured, "it is no " + kind.getName());
    }
}
