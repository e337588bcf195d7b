package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireFormatTest {

    private static final byte[] ANY = {0};
    private static final Map<String, String> ADDRESS = Map.of("schema.registry.url", "http://127.0.0.1:1");

    /** Writes which strategy it was configured with. */
    public static final class Plugged implements Serializer<Object> {
        private Object strategy = "none";

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            strategy = String.valueOf(configs.get("value.subject.name.strategy"));
        }

        @Override
        public byte[] serialize(String topic, Object data) {
            return strategy.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Fails as Confluent's deserializer does, as configured. */
    public static final class Failing implements Deserializer<Object> {
        private String failure = "";

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            failure = String.valueOf(configs.get("failure"));
            assertThat(configs.get("specific.avro.reader")).isEqualTo(true);
        }

        @Override
        public Object deserialize(String topic, byte[] data) {
            throw new SerializationException("Error", cause());
        }

        private @Nullable Throwable cause() {
            return switch (failure) {
                case "unknown id" -> new RestClientException("Schema 7 not found; error code: 40403");
                case "refused access" -> new RestClientException("Unauthorized; error code: 401");
                case "no registry" -> new ConnectException("Connection refused");
                case "no such host" -> new RuntimeException(new UnknownHostException("registry"));
                case "other type" -> new AvroTypeException("Found string, expecting long");
                case "bad branch" -> new AvroTypeException("Union branch index out of range: 7");
                case "truncated" -> new EOFException();
                default -> null;
            };
        }
    }

    /** Named like Confluent's. */
    private static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        RestClientException(String message) {
            super(message);
        }
    }

    private static WireFormat plugged(String key, Class<?> type) {
        return WireFormat.of(Map.of("schema.registry.url", "http://127.0.0.1:1", key, type.getName()));
    }

    private static String strategyFor(WireFormat wire, SpecificRecord record) {
        try (Serializer<SpecificRecord> serializer = wire.serializer()) {
            return new String(serializer.serialize("topic", record), StandardCharsets.UTF_8);
        }
    }

    @Test
    void oursIsTheDefaultAndMayBeNamed() {
        assertThat(WireFormat.of(ADDRESS).serializer()).isInstanceOf(RegistryAvroSerializer.class);
        assertThat(WireFormat.of(ADDRESS).deserializer()).isInstanceOf(RegistryAvroDeserializer.class);
        assertThat(plugged(WireFormat.SERIALIZER, RegistryAvroSerializer.class).serializer())
                .isInstanceOf(RegistryAvroSerializer.class);
        assertThat(plugged(WireFormat.DESERIALIZER, RegistryAvroDeserializer.class)
                        .deserializer())
                .isInstanceOf(RegistryAvroDeserializer.class);
    }

    @Test
    void aPluggedSerializerNamesSubjectsByTopicForInputsAndByRecordForOthers() {
        WireFormat wire = plugged(WireFormat.SERIALIZER, Plugged.class);

        assertThat(strategyFor(wire, Samples.decision())).isEqualTo("null");
        assertThat(strategyFor(wire, Samples.progress()))
                .isEqualTo("io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
        assertThat(wire.serializer().serialize("topic", null)).isNull();
    }

    @Test
    void aStrategyOfTheSiteHoldsForEverything() {
        WireFormat wire = WireFormat.of(
                Map.of(WireFormat.SERIALIZER, Plugged.class, "value.subject.name.strategy", "com.example.Strategy"));

        assertThat(strategyFor(wire, Samples.decision())).isEqualTo("com.example.Strategy");
        assertThat(strategyFor(wire, Samples.progress())).isEqualTo("com.example.Strategy");
    }

    @ParameterizedTest
    @CsvSource({
        "unknown id, UnknownSchemaException",
        "refused access, RegistryUnavailableException",
        "no registry, RegistryUnavailableException",
        "no such host, RegistryUnavailableException",
        "other type, IncompatibleSchemaException",
        "bad branch, PoisonRecordException",
        "truncated, PoisonRecordException",
        "no cause, PoisonRecordException"
    })
    void aPluggedDeserializersFailuresAreToldApart(String failure, String exception) {
        WireFormat wire = WireFormat.of(Map.of(WireFormat.DESERIALIZER, Failing.class, "failure", failure));
        try (Deserializer<?> deserializer = wire.deserializer()) {
            assertThatThrownBy(() -> deserializer.deserialize("upshot.decisions", ANY))
                    .satisfies(thrown ->
                            assertThat(thrown.getClass().getSimpleName()).isEqualTo(exception))
                    .hasMessageContaining("upshot.decisions");
            assertThat(deserializer.deserialize("upshot.decisions", null)).isNull();
        }
    }

    @Test
    void whatAPluggedDeserializerReadsMustBeARecordOfOurs() {
        Deserializer<?> strings =
                plugged(WireFormat.DESERIALIZER, StringDeserializer.class).deserializer();

        assertThatThrownBy(() -> strings.deserialize("upshot.decisions", ANY))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("none of Upshot's records");
    }

    @Test
    void aClassThatCannotBeHadIsTold() {
        WireFormat absent = WireFormat.of(Map.of(
                WireFormat.SERIALIZER,
                "io.confluent.kafka.serializers.KafkaAvroSerializer",
                WireFormat.DESERIALIZER,
                String.class));

        assertThatThrownBy(absent::serializer)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("upshot.serializer.class")
                .hasMessageContaining("KafkaAvroSerializer")
                .hasMessageContaining("is its jar on the class path");
        assertThatThrownBy(absent::deserializer)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("upshot.deserializer.class")
                .hasMessageContaining("it is no org.apache.kafka.common.serialization.Deserializer");
    }
}
