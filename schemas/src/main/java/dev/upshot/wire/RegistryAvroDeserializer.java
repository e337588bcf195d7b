package dev.upshot.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values in Confluent's wire format as Upshot's generated records, whatever compatible schema they were written
 * with. A null value stays null.
 *
 * <p>Safe for use by several threads once configured: Kafka Streams shares one instance among its threads. A schema is
 * fetched once per instance; an id that the registry does not know is asked for again after a minute.
 *
 * <p>Configuration: {@code schema.registry.url} (several separated by commas are tried in turn),
 * {@code registry.retry.ms} (default 60000), {@code basic.auth.user.info}.
 */
public final class RegistryAvroDeserializer implements Deserializer<SpecificRecord> {

    private final Map<Integer, RecordReader> readers = new ConcurrentHashMap<>();
    private final RefusedIds refused = new RefusedIds();
    private @Nullable RegistryClient registry;

    /** Creates a deserializer that has to be configured. */
    public RegistryAvroDeserializer() {
        TrustedRecords.trust();
    }

    /** @throws ConfigException if the configuration is incomplete or wrong, or the deserializer is meant for keys */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        if (isKey) {
            throw new ConfigException("keys of Upshot's topics are plain strings: use StringDeserializer");
        }
        registry = new RegistryClient(WireSettings.of(configs));
    }

    /**
     * Reads one value.
     *
     * @throws PoisonRecordException if the bytes are not in the wire format
     * @throws UnknownSchemaException if the registry does not know the schema's id
     * @throws IncompatibleSchemaException if the schema cannot be read as ours
     * @throws RegistryUnavailableException if the registry stayed away
     */
    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        int id = schemaId(topic, data);
        RecordReader reader = readers.get(id);
        return (reader == null ? fetched(id) : reader).read(topic, data);
    }

    private static int schemaId(String topic, byte[] data) {
        if (data.length < RecordReader.HEADER) {
            throw new PoisonRecordException(
                    "A value of topic " + topic + " has " + data.length + " bytes, too few for a schema id", null);
        }
        if (data[0] != 0) {
            throw new PoisonRecordException(
                    "A value of topic " + topic + " starts with byte " + (data[0] & 0xff)
                            + ", not with 0: it was not written in Confluent's wire format",
                    null);
        }
        return (data[1] & 0xff) << 24 | (data[2] & 0xff) << 16 | (data[3] & 0xff) << 8 | data[4] & 0xff;
    }

    private RecordReader fetched(int id) {
        if (registry == null) {
            throw new IllegalStateException("the deserializer is not configured");
        }
        refused.check(id);
        try {
            RecordReader reader = RecordReader.of(id, registry.schema(id));
            readers.put(id, reader);
            return reader;
        } catch (UnknownSchemaException | IncompatibleSchemaException refusal) {
            refused.remember(id, refusal);
            throw refusal;
        }
    }
}
