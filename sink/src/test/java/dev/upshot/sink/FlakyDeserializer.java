package dev.upshot.sink;

import dev.upshot.wire.RegistryAvroDeserializer;
import java.net.ConnectException;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A site's own deserializer, whose registry can be taken away. */
public final class FlakyDeserializer implements Deserializer<SpecificRecord> {
    static volatile boolean registryAway;

    private final RegistryAvroDeserializer real = new RegistryAvroDeserializer();

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        real.configure(configs, isKey);
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
        if (registryAway) {
            throw new SerializationException("cannot fetch the schema", new ConnectException("refused"));
        }
        return real.deserialize(topic, data);
    }
}
