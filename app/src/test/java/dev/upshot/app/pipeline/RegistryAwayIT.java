package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.Target;
import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.event.DecisionEvent;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry goes away in mid-flight just when a record comes whose schema nobody has seen. */
class RegistryAwayIT {

    private static final Plan PLAN = PlanReader.read(RepositoryRoot.resolve("examples/claims-triage.yaml"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void a_schema_that_cannot_be_asked_for_now_is_waited_for_and_no_record_is_refused_for_it() throws Exception {
        try (RealServices services = new RealServices(directory.resolve("services"))) {
            Target direct = services.target("away.");
            URI registry = URI.create(direct.wire().get("schema.registry.url"));
            try (Relay relay = Relay.to(registry);
                    RunningPipeline pipeline = new RunningPipeline(
                            new Target(
                                    direct.bootstrapServers(),
                                    Map.of(),
                                    Map.of("schema.registry.url", relay.url(), "registry.retry.ms", "2000"),
                                    direct.topics()),
                            services.newDatabase("away"),
                            2,
                            List.of(PLAN),
                            directory.resolve("state"))) {
                List<TimedEvent> events = new ArrayList<>();
                Simulation.of(PLAN, 300, 10, 1).forEach(simulated -> events.add(simulated.event()));
                TimedEvent decision = events.stream()
                        .filter(event -> event.kind() == EventKind.DECISION)
                        .filter(event -> event.value() instanceof DecisionEvent sound
                                && sound.getSubjectId().equals(event.key()))
                        .findFirst()
                        .orElseThrow();
                pipeline.publish(events);
                long refused = refused(pipeline);

                relay.cut();
                publishUnderANewSchema(direct, registry, decision);
                // Longer than the patience of one attempt: the thread gives up, and another one tries again.
                await().atMost(Duration.ofMinutes(5)).until(() -> relay.turnedAway() > 12);
                assertThat(refused(pipeline)).isEqualTo(refused);
                relay.restore();
                pipeline.drain();

                assertThat(refused(pipeline)).isEqualTo(refused);
                assertThat(pipeline.verify().render()).contains("matches");
            }
        }
    }

    /** The decision once more, as a producer with a newer schema writes it. */
    private static void publishUnderANewSchema(Target target, URI registry, TimedEvent decision) throws Exception {
        String topic = target.topics().decisions();
        Schema newer = new Schema.Parser()
                .parse(DecisionEvent.getClassSchema()
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"extra\",\"type\":[\"null\",\"string\"],\"default\":null},"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(registry.resolve("/subjects/" + topic + "-value/versions"))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        JSON.createObjectNode()
                                                .put("schema", newer.toString())
                                                .toString(),
                                        StandardCharsets.UTF_8))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode id = JSON.readTree(answer.body()).get("id");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", target.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic,
                            null,
                            decision.observedAt(),
                            decision.key().getBytes(StandardCharsets.UTF_8),
                            framed(id.asInt(), newer, (DecisionEvent) decision.value())))
                    .get();
        }
    }

    private static byte[] framed(int id, Schema newer, DecisionEvent decision) throws IOException {
        ByteBuffer older = DecisionEvent.getEncoder().encode(decision);
        // Avro's own framing: two bytes of mark and eight of fingerprint.
        byte[] plain = new byte[older.remaining() - 10];
        older.position(older.position() + 10).get(plain);
        GenericRecord record = new GenericDatumReader<GenericRecord>(DecisionEvent.getClassSchema(), newer)
                .read(null, DecoderFactory.get().binaryDecoder(plain, null));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(newer).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static long refused(RunningPipeline pipeline) throws SQLException {
        try (Connection connection = pipeline.database().getConnection();
                ResultSet count =
                        connection.createStatement().executeQuery("select count(*) from ops.quarantined_records")) {
            count.next();
            return count.getLong(1);
        }
    }
}
