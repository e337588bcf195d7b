package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upshot.event.DecisionEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What the serde needs of a registry, to be run against each kind. Compatibility must be BACKWARD_TRANSITIVE. */
abstract class RegistryContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> LOOK_UP_ONLY = Map.of("auto.register.schemas", "false");

    /** Topics nobody has used before. */
    private final Topics topics = new Topics(UUID.randomUUID() + ".");

    abstract String url();

    private RegistryAvroSerializer serializer(Map<String, String> config) {
        return Serdes.serializer(url(), config);
    }

    private RegistryAvroDeserializer deserializer() {
        return Serdes.deserializer(url(), Map.of());
    }

    private byte[] written(String topic, SpecificRecord record) {
        return Objects.requireNonNull(serializer(Map.of()).serialize(topic, record));
    }

    /** Registers any text, as another producer would. */
    private JsonNode register(String subject, String schema) throws IOException, InterruptedException {
        return send("POST", "/subjects/" + subject + "/versions", Map.of("schema", schema));
    }

    final JsonNode send(String method, String path, Map<String, String> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void everyRecordTravels() {
        Samples.all().forEach(record -> {
            String topic = Samples.topic(topics, record);
            assertThat(deserializer().deserialize(topic, written(topic, record)))
                    .isEqualTo(record);
        });
    }

    @Test
    void aTombstoneTravelsAsNothing() {
        assertThat(serializer(Map.of()).serialize(topics.lifts(), null)).isNull();
        assertThat(deserializer().deserialize(topics.lifts(), null)).isNull();
    }

    @Test
    void aSchemaIsRegisteredOnceAndThenFound() {
        byte[] first = written(topics.decisions(), Samples.decision());

        assertThat(written(topics.decisions(), Samples.decision())).isEqualTo(first);
        assertThat(serializer(LOOK_UP_ONLY).serialize(topics.decisions(), Samples.decision()))
                .isEqualTo(first);
    }

    @Test
    void theCommittedFileRegisteredByAnotherProducerIsTheSameSchema() throws Exception {
        String file = new String(
                Objects.requireNonNull(getClass().getResourceAsStream("/dev/upshot/schema/DecisionEvent/1.avsc"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        int id = register(topics.decisions() + "-value", file).path("id").asInt();

        byte[] ours =
                Objects.requireNonNull(serializer(LOOK_UP_ONLY).serialize(topics.decisions(), Samples.plainDecision()));

        assertThat(ours).isEqualTo(Serdes.bytes(id, Samples.plainDecision()));
    }

    @Test
    void twoTypesOfOneTopicHaveTwoSubjects() throws Exception {
        written(topics.cells(), Samples.cell());
        written(topics.cells(), Samples.progress());

        assertThat(send("GET", "/subjects/" + topics.cells() + "-dev.upshot.event.CellPartial/versions", Map.of()))
                .hasSize(1);
        assertThat(send("GET", "/subjects/" + topics.cells() + "-dev.upshot.event.Progress/versions", Map.of()))
                .hasSize(1);
    }

    @Test
    void aSchemaThatBreaksWithTheRegisteredOneIsRefused() throws Exception {
        String subject = topics.decisions() + "-value";
        register(
                subject,
                Serdes.printed(DecisionEvent.getClassSchema())
                        .replace("{\"name\":\"action\",\"type\":\"string\"", "{\"name\":\"action\",\"type\":\"long\""));

        assertThatThrownBy(() -> written(topics.decisions(), Samples.decision()))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining(url())
                .hasMessageContaining(subject)
                .hasMessageContaining("HTTP 409");
    }

    @Test
    void anOlderSchemasRecordsAreStillRead() throws Exception {
        String old = Serdes.printed(DecisionEvent.getClassSchema()).replaceAll(",\\{\"name\":\"supersedes\".*?}", "");
        int id = register(topics.decisions() + "-value", old).path("id").asInt();
        byte[] bytes = Serdes.bytes(id, Samples.plainDecision());
        byte[] asOldWriter = Arrays.copyOf(bytes, bytes.length - 1);

        assertThat(deserializer().deserialize(topics.decisions(), asOldWriter)).isEqualTo(Samples.plainDecision());
        assertThat(written(topics.decisions(), Samples.plainDecision())).hasSameSizeAs(bytes);
    }

    @Test
    void anUnknownIdIsUnknown() {
        assertThatThrownBy(() ->
                        deserializer().deserialize(topics.decisions(), Serdes.bytes(987_654_321, Samples.decision())))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining(url())
                .hasMessageContaining("schema id 987654321");
    }

    @Test
    void anUnregisteredSchemaIsUnknownWhereNoneMayBeRegistered() {
        assertThatThrownBy(() -> serializer(LOOK_UP_ONLY).serialize(topics.outcomes(), Samples.outcome()))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining(topics.outcomes() + "-value");
    }

    @Test
    void threadsMayShareOneSerde() throws Exception {
        RegistryAvroSerializer serializer = serializer(Map.of());
        RegistryAvroDeserializer deserializer = deserializer();
        Callable<Integer> work = () -> {
            for (int i = 0; i < 2_000; i++) {
                DecisionEvent decision = Samples.plainDecision();
                decision.setDecisionId(Thread.currentThread().getName() + i);
                byte[] bytes = serializer.serialize(topics.decisions(), decision);
                assertThat(deserializer.deserialize(topics.decisions(), bytes)).isEqualTo(decision);
            }
            return 2_000;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> done =
                    threads.invokeAll(Stream.generate(() -> work).limit(4).toList());
            for (Future<Integer> one : done) {
                assertThat(one.get()).isEqualTo(2_000);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
