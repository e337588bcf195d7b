package dev.upshot.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated records in Confluent's wire format. A null record stays null (a tombstone).
 *
 * <p>Safe for use by several threads once configured. A schema is registered, or looked up, once per instance and
 * subject, when the first record of its kind is written.
 *
 * <p>Configuration: {@code schema.registry.url} (several separated by commas are tried in turn),
 * {@code auto.register.schemas} (default true), {@code value.subject.name.strategy} (see {@link SubjectStrategy}),
 * {@code registry.retry.ms} (default 60000), {@code basic.auth.user.info}.
 */
public final class RegistryAvroSerializer implements Serializer<SpecificRecord> {

    /** Per topic the writers of its few record types. */
    private final Map<String, RecordWriter[]> writers = new ConcurrentHashMap<>();

    private @Nullable WireSettings settings;
    private @Nullable RegistryClient registry;

    /** Creates a serializer that has to be configured. */
    public RegistryAvroSerializer() {
        TrustedRecords.trust();
    }

    /** @throws ConfigException if the configuration is incomplete or wrong, or the serializer is meant for keys */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (isKey) {
            throw new ConfigException("keys of Upshot's topics are plain strings: use StringSerializer");
        }
        settings = WireSettings.of(configs);
        registry = new RegistryClient(settings);
    }

    /**
     * Writes one record.
     *
     * @throws IncompatibleSchemaException if the registry refuses the record's schema for its subject
     * @throws UnknownSchemaException if schemas are not to be registered and this one is not
     * @throws RegistryUnavailableException if the registry stayed away
     * @throws SerializationException if a field that must not be null is null, or the record is none of Upshot's
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord data) {
        return data == null ? null : writer(topic, data.getSchema()).write(topic, data);
    }

    private RecordWriter writer(String topic, Schema schema) {
        RecordWriter[] ofTopic = writers.get(topic);
        if (ofTopic != null) {
            for (RecordWriter writer : ofTopic) {
                if (writer.writes(schema)) {
                    return writer;
                }
            }
        }
        return added(topic, schema);
    }

    private RecordWriter added(String topic, Schema schema) {
        if (!schema.equals(RecordTypes.named(schema.getFullName()))) {
            throw new SerializationException("A " + schema.getFullName() + " for topic " + topic
                    + " is none of Upshot's records: " + RecordTypes.names() + ".");
        }
        RecordWriter writer = new RecordWriter(schema, id(topic, schema));
        writers.merge(topic, new RecordWriter[] {writer}, RegistryAvroSerializer::joined);
        return writer;
    }

    private static RecordWriter[] joined(RecordWriter[] some, RecordWriter[] one) {
        RecordWriter[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = one[0];
        return all;
    }

    private int id(String topic, Schema schema) {
        if (settings == null || registry == null) {
            throw new IllegalStateException("the serializer is not configured");
        }
        String subject = settings.subjects().subject(topic, schema.getFullName());
        return settings.autoRegister() ? registry.register(subject, schema) : registry.lookUp(subject, schema);
    }
}
