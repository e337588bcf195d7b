package dev.upshot.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.Target;
import dev.upshot.event.Actor;
import dev.upshot.event.ActorType;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.DecisionMode;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import dev.upshot.wire.TickHeader;
import dev.upshot.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of bad event goes the whole way into a row of the quarantine, by its origin, and nothing else is lost. */
class BadInputIT {

    private static final int PARTITIONS = 2;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Plan PLAN = PlanReader.parse("""
            use_case: claims
            version: 1
            arms: {by: variant, baseline: human, candidates: [model]}
            segments: [region]
            kpis:
              - {name: quality, type: binary, outcome: correct, window: P1D, better: higher}
              - {name: recovered, type: amount, outcome: recovery, scale: 2, currency: EUR, window: P1D, better: higher}
              - {name: time, type: duration, to: {outcome: closed}, horizon: P1D, better: lower}
            """, "claims.yaml");

    @TempDir
    private Path directory;

    @Test
    void every_bad_event_becomes_a_row_with_its_reason_and_the_good_ones_are_measured() throws Exception {
        try (RealServices services = new RealServices(directory.resolve("services"));
                RunningPipeline pipeline =
                        new RunningPipeline(services, "bad", PARTITIONS, List.of(PLAN), directory.resolve("state"))) {
            Target target = pipeline.target();
            List<String> expected = new ArrayList<>();
            try (Producer producer = new Producer(target)) {
                String decisions = target.topics().decisions();
                String outcomes = target.topics().outcomes();

                producer.send(decisions, "good", decisionOf("good"));
                producer.send(outcomes, "good", outcomeOf("good"));

                expected.add(producer.bytes(decisions, null, producer.wire(decisions, decisionOf("s"))) + " null_key");
                expected.add(producer.bytes(decisions, "s", null) + " null_value");
                expected.add(producer.bytes(decisions, "s", new byte[] {1, 2, 3}) + " poison");
                expected.add(producer.bytes(decisions, "s", new byte[] {0, 0, 1, 0, 0, 2, 2}) + " unknown_schema");
                expected.add(producer.bytes(decisions, "good", producer.wire(outcomes, outcomeOf("good")))
                        + " incompatible_schema");
                expected.add(producer.decision(d -> d.setDecisionId("")) + " bad_id");
                expected.add(producer.decision(d -> d.setDecisionId("x".repeat(129))) + " bad_id");
                expected.add(producer.decision(d -> d.setSubjectId("another")) + " key_mismatch");
                expected.add(producer.elsewhere(decisions, "s", decisionOf("s")) + " wrong_partition");
                expected.add(producer.decision(d -> d.setScore(Double.NaN)) + " not_finite");
                expected.add(producer.outcome(o -> o.setValue(Double.POSITIVE_INFINITY)) + " not_finite");
                expected.add(producer.decision(d -> d.setRequestedAt(NOON.plusSeconds(1))) + " bad_time");
                expected.add(producer.decision(d -> d.setUseCase("loans")) + " unknown_use_case");
                expected.add(producer.outcome(o -> o.setOutcome("weather")) + " unknown_outcome");
                expected.add(producer.decision(d -> d.setVariant("model-v9")) + " unknown_arm");
                expected.add(producer.decision(d -> d.setRequestedAt(null)) + " no_requested_at");
                expected.add(producer.decision(d -> d.setSegments(Map.of("region", "x".repeat(129)))) + " bad_segment");
                expected.add(producer.decision(BadInputIT::threeDaysEarlier) + " late");
                expected.add(producer.outcome(o -> o.setOccurredAt(NOON.minus(Duration.ofDays(3)))) + " late");
                expected.add(producer.outcome(o -> o.setDecisionId(null)) + " no_decision_id");
                expected.add(producer.outcome(o -> o.setValue(0.5)) + " not_binary");
                expected.add(producer.outcome(amount(19.999, "EUR")) + " bad_scale");
                expected.add(producer.outcome(amount(1e15, "EUR")) + " out_of_range");
                expected.add(producer.outcome(amount(20, "USD")) + " currency_mismatch");

                long passed = NOON.plus(PLAN.lateness()).toEpochMilli() + 1;
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    producer.tick(decisions, partition, passed, TickHeader.of(passed));
                }
                expected.add(producer.decision(onceMore -> {}) + " after_final");
                producer.send(outcomes, "good", outcomeOf("good"));
                expected.add(producer.tick(outcomes, 0, passed, new RecordHeader(TickHeader.NAME, new byte[7]))
                        + " bad_tick");
                expected.add(producer.tick(outcomes, 1, NOON.toEpochMilli(), TickHeader.of(passed)) + " bad_tick");
            }
            pipeline.drain();

            assertThat(quarantine(pipeline)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(pipeline.verify().render())
                    .startsWith("✓ recomputation matches all 1 cells, 3 KPI cells, ")
                    .contains(expected.size() + " quarantined records");
        }
    }

    private static void threeDaysEarlier(DecisionEvent decision) {
        decision.setRequestedAt(NOON.minus(Duration.ofDays(3)));
        decision.setDecidedAt(NOON.minus(Duration.ofDays(3)));
    }

    private static Consumer<OutcomeEvent> amount(double value, String unit) {
        return outcome -> {
            outcome.setOutcome("recovery");
            outcome.setValue(value);
            outcome.setUnit(unit);
        };
    }

    private static List<String> quarantine(RunningPipeline pipeline) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = pipeline.database().getConnection();
                ResultSet result = connection
                        .createStatement()
                        .executeQuery("select topic || '-' || partition || '@' || record_offset || ' ' || reason"
                                + " from ops.quarantined_records")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static DecisionEvent decisionOf(String subject) {
        return DecisionEvent.newBuilder()
                .setDecisionId("d-" + subject)
                .setSubjectId(subject)
                .setUseCase("claims")
                .setDecidedAt(NOON)
                .setRequestedAt(NOON.minusSeconds(60))
                .setActor(new Actor(ActorType.MODEL, "triage", "1"))
                .setAction("pay")
                .setMode(DecisionMode.AUTOMATED)
                .setVariant("model")
                .build();
    }

    private static OutcomeEvent outcomeOf(String subject) {
        return OutcomeEvent.newBuilder()
                .setOutcomeId("o-" + subject)
                .setSubjectId(subject)
                .setOutcome("correct")
                .setOccurredAt(NOON.plusSeconds(60))
                .setValue(1)
                .setDecisionId("d-" + subject)
                .setStatus(OutcomeStatus.FINAL)
                .build();
    }

    /** Sends anything, good or not, and says where it came to lie. */
    private static final class Producer implements AutoCloseable {
        private final Target target;
        private final KafkaProducer<byte[], byte[]> producer;
        private final Serializer<SpecificRecord> serializer;

        Producer(Target target) {
            this.target = target;
            Map<String, Object> settings = new HashMap<>(target.kafka());
            settings.put("bootstrap.servers", target.bootstrapServers());
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            serializer = WireFormat.of(target.wire()).serializer();
        }

        byte[] wire(String topic, SpecificRecord event) {
            return serializer.serialize(topic, event);
        }

        String decision(Consumer<DecisionEvent> fault) throws Exception {
            DecisionEvent decision = decisionOf("s");
            fault.accept(decision);
            return send(target.topics().decisions(), "s", decision);
        }

        String outcome(Consumer<OutcomeEvent> fault) throws Exception {
            OutcomeEvent outcome = outcomeOf("s");
            fault.accept(outcome);
            return send(target.topics().outcomes(), "s", outcome);
        }

        String send(String topic, String key, SpecificRecord event) throws Exception {
            return bytes(topic, key, wire(topic, event));
        }

        String bytes(String topic, @Nullable String key, byte @Nullable [] value) throws Exception {
            return send(topic, null, key, value);
        }

        /** Into another partition than that of the key. */
        String elsewhere(String topic, String key, SpecificRecord event) throws Exception {
            int right = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
            return send(topic, (right + 1) % PARTITIONS, key, wire(topic, event));
        }

        String tick(String topic, int partition, long timestamp, Header header) throws Exception {
            return producer.send(new ProducerRecord<>(topic, partition, timestamp, null, null, List.of(header)))
                    .get()
                    .toString();
        }

        private String send(String topic, @Nullable Integer partition, @Nullable String key, byte @Nullable [] value)
                throws Exception {
            byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
            return producer.send(new ProducerRecord<>(
                            topic, partition, NOON.plusSeconds(120).toEpochMilli(), bytes, value))
                    .get()
                    .toString();
        }

        @Override
        public void close() {
            serializer.close();
            producer.close();
        }
    }
}
