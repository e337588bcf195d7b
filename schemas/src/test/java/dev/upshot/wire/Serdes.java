package dev.upshot.wire;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Configured serializers and deserializers for tests. */
final class Serdes {

    private Serdes() {}

    /** Does not wait for a registry that is away, unless the configuration says so. */
    static RegistryAvroSerializer serializer(String url, Map<String, ?> config) {
        RegistryAvroSerializer serializer = new RegistryAvroSerializer();
        serializer.configure(with(url, config), false);
        return serializer;
    }

    static RegistryAvroDeserializer deserializer(String url, Map<String, ?> config) {
        RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer();
        deserializer.configure(with(url, config), false);
        return deserializer;
    }

    static Map<String, Object> with(String url, Map<String, ?> config) {
        Map<String, Object> all = new HashMap<>(Map.of("schema.registry.url", url, "registry.retry.ms", "0"));
        all.putAll(config);
        return all;
    }

    /** The bytes of a record as written under a schema id, without a registry. */
    static byte[] bytes(int id, SpecificRecord record) {
        return new RecordWriter(record.getSchema(), id).write("test", record);
    }

    /** The committed schema in one line and the order that Avro prints, to be changed by replacing text. */
    static String printed(Schema schema) {
        return parse(CommittedSchema.text(schema)).toString();
    }

    static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }
}
