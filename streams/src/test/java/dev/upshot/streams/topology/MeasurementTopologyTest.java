package dev.upshot.streams.topology;

import static dev.upshot.streams.Events.T;
import static dev.upshot.streams.Events.decision;
import static dev.upshot.streams.Events.outcome;
import static dev.upshot.streams.Events.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.event.CellPartial;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.Lift;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.Progress;
import dev.upshot.event.QuarantinedRecord;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Stage;
import dev.upshot.event.Verdict;
import dev.upshot.streams.Events;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into the topology and what comes out. */
class MeasurementTopologyTest {

    private static final Topics TOPICS = new Topics("upshot.");

    @TempDir
    private Path directory;

    private EmbeddedRegistry registry;
    private WireFormat wire;
    private TopologyTestDriver driver;
    private TestInputTopic<String, SpecificRecord> decisions;
    private TestInputTopic<String, SpecificRecord> outcomes;
    private TestInputTopic<String, SpecificRecord> reviews;
    private TestInputTopic<byte[], byte[]> rawDecisions;
    private TestOutputTopic<String, SpecificRecord> cells;
    private TestOutputTopic<String, SpecificRecord> lifts;
    private TestOutputTopic<String, SpecificRecord> quarantine;

    @BeforeEach
    void start() {
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        wire = WireFormat.of(Map.of("schema.registry.url", registry.url().toString()));
        Measurement measurement =
                new Measurement("test", List.of(Events.PLAN), List.of(), TOPICS, 1, Duration.ofSeconds(1));
        Properties settings = StreamsSettings.of(measurement, "unused:1", directory.resolve("state"), 1, Map.of());
        driver = new TopologyTestDriver(MeasurementTopology.of(measurement, wire), settings, T);
        decisions = driver.createInputTopic(TOPICS.decisions(), new StringSerializer(), wire.serializer());
        outcomes = driver.createInputTopic(TOPICS.outcomes(), new StringSerializer(), wire.serializer());
        reviews = driver.createInputTopic(TOPICS.reviews(), new StringSerializer(), wire.serializer());
        rawDecisions =
                driver.createInputTopic(TOPICS.decisions(), new ByteArraySerializer(), new ByteArraySerializer());
        cells = driver.createOutputTopic(TOPICS.cells(), new StringDeserializer(), wire.deserializer());
        lifts = driver.createOutputTopic(TOPICS.lifts(), new StringDeserializer(), wire.deserializer());
        quarantine = driver.createOutputTopic(TOPICS.quarantine(), new StringDeserializer(), wire.deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        registry.close();
    }

    @Test
    void a_decision_and_its_outcomes_become_a_cell() {
        send(decision("d1", "s1", "model"));
        send(outcome("o1", "s1", "d1", "correct", 1));
        send(outcome("o2", "s1", "d1", "closed", 0));
        send(outcome("o3", "s1", "d1", "recovery", 12.34));
        CellPartial cell = onlyCell();
        assertThat(cell.getArm()).isEqualTo("model");
        assertThat(cell.getSegments()).containsExactly("north");
        assertThat(cell.getCohortDay()).hasToString("2026-01-05");
        assertThat(cell.getDecisions()).isEqualTo(1);
        assertThat(sum(cell, 0)).isEqualTo(BigInteger.ONE);
        assertThat(sum(cell, 1)).isEqualTo(BigInteger.valueOf(4_200_000));
        assertThat(sum(cell, 2)).isEqualTo(BigInteger.valueOf(1234));
    }

    @Test
    void an_outcome_may_come_before_its_decision() {
        send(outcome("o1", "s1", "d1", "recovery", 12.34));
        send(decision("d1", "s1", "model"));
        assertThat(sum(onlyCell(), 2)).isEqualTo(BigInteger.valueOf(1234));
    }

    @Test
    void duplicates_change_nothing_and_are_not_published_again() {
        send(decision("d1", "s1", "model"));
        CellPartial first = onlyCell();
        send(decision("d1", "s1", "model"));
        assertThat(publishedCells()).isEmpty();
        assertThat(first.getDecisions()).isEqualTo(1);
    }

    @Test
    void corrections_replace_and_cancellations_remove() {
        send(decision("d1", "s1", "model"));
        send(outcome("o1", "s1", "d1", "recovery", 100));
        OutcomeEvent amended = outcome("o2", "s1", "d1", "recovery", 70);
        amended.setAmends("o1");
        amended.setStatus(OutcomeStatus.AMENDED);
        send(amended);
        assertThat(sum(onlyCell(), 2)).isEqualTo(BigInteger.valueOf(7000));
        OutcomeEvent cancelled = outcome("o2", "s1", "d1", "recovery", 70);
        cancelled.setAmends("o1");
        cancelled.setStatus(OutcomeStatus.CANCELLED);
        send(cancelled);
        assertThat(sum(onlyCell(), 2)).isEqualTo(BigInteger.ZERO);
    }

    @Test
    void reviews_are_counted_per_decision() {
        send(decision("d1", "s1", "model"));
        send(review("s1", "d1", Verdict.ACCEPTED));
        send(review("s1", "d1", Verdict.OVERRIDDEN));
        CellPartial cell = onlyCell();
        assertThat(cell.getReviewed()).isEqualTo(1);
        assertThat(cell.getOverturned()).isEqualTo(1);
    }

    @Test
    void lifts_compare_candidates_with_the_baseline_overall_and_per_segment() {
        for (int i = 0; i < 40; i++) {
            String subject = "s" + i;
            send(decision("d" + i, subject, i % 2 == 0 ? "human" : "model"));
            send(outcome("o" + i, subject, "d" + i, "correct", i % 4 == 0 || (i % 2 == 1 && i % 8 != 1) ? 1 : 0));
        }
        Map<String, Lift> rows = publishedLifts();
        assertThat(rows).hasSize(6);
        Lift overall = rows.get("[\"lift\",\"claims\",1,\"quality\",\"model\",\"\",\"\"]");
        assertThat(overall.getNBaseline()).isEqualTo(20);
        assertThat(overall.getMeanBaseline()).isEqualTo(0.5);
        assertThat(overall.getMeanCandidate()).isEqualTo(0.75);
        assertThat(overall.getRelative().getValue()).isEqualTo(0.5);
        assertThat(overall.getEstimator()).isEqualTo("welch");
        assertThat(overall.getClock()).isEqualTo("fixed_sample(alpha=0.05,sides=two,planned_units=10000)");
        Lift north = rows.get("[\"lift\",\"claims\",1,\"quality\",\"model\",\"region\",\"north\"]");
        assertThat(north.getAbsolute().getStandardError())
                .isEqualTo(overall.getAbsolute().getStandardError());
        assertThat(north.getClock()).isEqualTo("confidence_sequence(alpha=0.05,sides=two,planned_units=10000)");
        assertThat(north.getIsExploratory()).isTrue();
        Lift speed = rows.get("[\"lift\",\"claims\",1,\"speed\",\"model\",\"\",\"\"]");
        assertThat(speed.getReason()).isEqualTo("zero_variance"); // all cases are open: each counts as the horizon
        assertThat(speed.getAbsolute()).isNull();
    }

    @Test
    void a_slot_that_empties_takes_its_rows_back() {
        send(decision("d1", "s1", "model"));
        publish();
        lifts.readKeyValuesToList();
        DecisionEvent superseding = decision("d2", "s1", "model");
        superseding.setSupersedes("d1");
        superseding.setSegments(new HashMap<>(Map.of("region", "south")));
        send(superseding);
        publish();
        Map<String, SpecificRecord> rows = lifts.readKeyValuesToMap();
        String gone = "[\"lift\",\"claims\",1,\"quality\",\"model\",\"region\",\"north\"]";
        assertThat(rows).containsKey(gone);
        assertThat(rows.get(gone)).isNull();
        assertThat(rows.get("[\"lift\",\"claims\",1,\"quality\",\"model\",\"region\",\"south\"]"))
                .isNotNull();
    }

    @Test
    void progress_follows_what_it_speaks_of_through_both_stages() {
        send(decision("d1", "s1", "model"));
        publish();
        List<SpecificRecord> published = cells.readValuesToList();
        assertThat(published.get(published.size() - 1)).isInstanceOfSatisfying(Progress.class, progress -> {
            assertThat(progress.getStage()).isEqualTo(Stage.CELLS);
            assertThat(progress.getPositions().get(0).getNextOffset()).isEqualTo(1);
            assertThat(progress.getClock()).isEqualTo(T);
        });
        List<SpecificRecord> readings = lifts.readValuesToList();
        assertThat(readings.get(readings.size() - 1))
                .isInstanceOfSatisfying(
                        Progress.class,
                        progress -> assertThat(progress.getStage()).isEqualTo(Stage.LIFTS));
    }

    @Test
    void what_cannot_be_used_goes_to_quarantine_with_reason_and_origin() {
        rawDecisions.pipeInput(
                (byte[]) null, wire.serializer().serialize(TOPICS.decisions(), decision("d1", "s1", "model")), T);
        rawDecisions.pipeInput(utf8("s1"), new byte[] {1, 2, 3});
        rawDecisions.pipeInput(utf8("s1"), (byte[]) null);
        rawDecisions.pipeInput(utf8("s1"), new byte[] {0, 0, 1, 0, 0, 2, 2});
        send(decision("d1", "s1", "model-v9"));
        byte[] outcomeBytes = wire.serializer().serialize(TOPICS.outcomes(), outcome("o1", "s1", "d1", "correct", 1));
        rawDecisions.pipeInput(utf8("s1"), outcomeBytes, T);
        List<QuarantinedRecord> rows = quarantine.readValuesToList().stream()
                .map(QuarantinedRecord.class::cast)
                .toList();
        assertThat(rows)
                .extracting(QuarantinedRecord::getReason)
                .containsExactly(
                        "null_key", "poison", "null_value", "unknown_schema", "unknown_arm", "incompatible_schema");
        assertThat(rows.get(4).getTopic()).isEqualTo("upshot.decisions");
        assertThat(rows.get(4).getOffset()).isEqualTo(4);
        assertThat(rows.get(4).getUseCase()).isEqualTo("claims");
        assertThat(rows.get(4).getRecordValue().remaining()).isPositive();
        assertThat(rows).noneMatch(row -> row.getDetail().contains("s1"));
    }

    @Test
    void a_journey_has_an_end_and_the_excess_is_kept_in_quarantine() {
        send(decision("d1", "s1", "model"));
        for (int i = 0; i < 25; i++) {
            send(outcome("o" + i, "s1", "d1", "recovery", 1));
        }
        assertThat(quarantine.readValuesToList())
                .hasSize(6)
                .allMatch(row -> ((QuarantinedRecord) row).getReason().equals("journey_full"));
        assertThat(sum(onlyCell(), 2)).isEqualTo(BigInteger.valueOf(1900));
    }

    private void send(DecisionEvent e) {
        decisions.pipeInput(e.getSubjectId(), e, T);
    }

    private void send(OutcomeEvent e) {
        outcomes.pipeInput(e.getSubjectId(), e, T.plus(Duration.ofHours(2)));
    }

    private void send(ReviewEvent e) {
        reviews.pipeInput(e.getSubjectId(), e, e.getReviewedAt());
    }

    private void publish() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    private List<CellPartial> publishedCells() {
        publish();
        return cells.readValuesToList().stream()
                .filter(CellPartial.class::isInstance)
                .map(CellPartial.class::cast)
                .toList();
    }

    private CellPartial onlyCell() {
        List<CellPartial> published = publishedCells();
        assertThat(published).hasSize(1);
        return published.get(0);
    }

    private Map<String, Lift> publishedLifts() {
        publish();
        Map<String, Lift> rows = new HashMap<>();
        lifts.readKeyValuesToList().forEach(record -> {
            if (record.value instanceof Lift lift) {
                rows.put(record.key, lift);
            }
        });
        return rows;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static BigInteger sum(CellPartial cell, int kpi) {
        byte[] bytes = new byte[cell.getKpis().get(kpi).getSum().remaining()];
        cell.getKpis().get(kpi).getSum().duplicate().get(bytes);
        return new BigInteger(bytes);
    }
}
