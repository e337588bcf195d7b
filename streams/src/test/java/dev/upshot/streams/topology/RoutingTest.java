package dev.upshot.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.CellPartial;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Verdict;
import dev.upshot.streams.Events;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import dev.upshot.streams.topology.store.StateStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events come together by their subject whatever their key, and find it by their decision where they have none. */
class RoutingTest {

    private static final Instant T = Events.T;
    private static final Plan KEYED = Events.PLAN;
    private static final Plan REPARTITIONED = with(KEYED, "repartition: true");
    private static final Plan RESOLVING = with(KEYED, "repartition: true\nresolve_subject: true");

    @RegisterExtension
    private static final StartedRegistry REGISTRY = new StartedRegistry();

    @ParameterizedTest(name = "unit {0}, seed {1}")
    @CsvSource({"decision, 1", "subject, 2"})
    void events_under_any_key_are_worth_what_they_are_under_their_subject(String unit, long seed) {
        Plan plan = RandomHistory.plan(unit);
        Random random = new Random(seed);
        try (MeasuringTask keyed = task(plan);
                MeasuringTask routed = task(with(plan, "repartition: true"));
                MeasuringTask resolving = task(with(plan, "repartition: true\nresolve_subject: true"))) {
            Instant clock = RandomHistory.START;
            for (RandomHistory.Learned learned : RandomHistory.of(seed)) {
                for (; !clock.isAfter(learned.observed()); clock = clock.plus(Duration.ofDays(1))) {
                    for (MeasuringTask task : List.of(keyed, routed, resolving)) {
                        task.tick(clock);
                        task.publish();
                    }
                }
                keyed.send(learned.event(), learned.observed());
                routed.send(learned.event(), anyKey(random), learned.observed());
                resolving.send(learned.event(), anyKey(random), learned.observed());
            }
            assertThat(routed.rows()).isEqualTo(keyed.rows());
            assertThat(resolving.rows()).isEqualTo(keyed.rows());
            assertThat(routed.lifts().keySet()).isEqualTo(keyed.lifts().keySet());
            assertThat(routed.reasons())
                    .containsExactlyInAnyOrderElementsOf(keyed.reasons())
                    .contains("late");
            assertThat(routed.progress().getFinalClock())
                    .isEqualTo(keyed.progress().getFinalClock());
        }
    }

    @Test
    void what_a_keyed_plan_refuses_for_its_key_a_repartitioned_one_takes() {
        try (MeasuringTask keyed = task(KEYED);
                MeasuringTask routed = task(REPARTITIONED)) {
            for (MeasuringTask task : List.of(keyed, routed)) {
                task.send(Events.decision("d1", "s1", "model"), null, T);
                task.send(Events.decision("d2", "s2", "model"), utf8("d2"), T);
            }
            assertThat(keyed.reasons()).containsExactly("null_key", "key_mismatch");
            assertThat(routed.reasons()).isEmpty();
            assertThat(decisions(routed)).isEqualTo(2);
        }
    }

    @Test
    void an_event_without_subject_is_refused_unless_the_plan_resolves_it() {
        try (MeasuringTask keyed = task(KEYED);
                MeasuringTask routed = task(REPARTITIONED)) {
            for (MeasuringTask task : List.of(keyed, routed)) {
                task.send(outcome("o1", "d1"), null, T);
                task.send(review("d1"), utf8("x"), T);
                OutcomeEvent nobodys = outcome("o2", "d1");
                nobodys.setDecisionId(null);
                task.send(nobodys, null, T);
            }
            assertThat(keyed.reasons()).containsExactly("no_subject", "no_subject", "bad_id");
            assertThat(routed.reasons()).containsExactly("no_subject", "no_subject", "bad_id");
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void an_event_without_subject_finds_that_of_its_decision_before_or_after(boolean outcomeFirst) {
        try (MeasuringTask task = task(RESOLVING)) {
            List<SpecificRecord> events =
                    new ArrayList<>(List.of(Events.decision("d1", "s1", "model"), outcome("o1", "d1"), review("d1")));
            if (outcomeFirst) {
                Collections.reverse(events);
            }
            events.forEach(event -> task.send(event, utf8("anything"), T.plusSeconds(7200)));
            CellPartial cell = task.cells().get(0);
            assertThat(cell.getKpis().get(0).getN()).isEqualTo(1);
            assertThat(cell.getKpis()
                            .get(0)
                            .getSum()
                            .get(cell.getKpis().get(0).getSum().remaining() - 1))
                    .isEqualTo((byte) 1);
            assertThat(cell.getOverturned()).isEqualTo(1);
            assertThat(task.reasons()).isEmpty();
        }
    }

    @Test
    void an_event_without_subject_belongs_to_every_subject_with_such_a_decision() {
        try (MeasuringTask task = task(RESOLVING)) {
            task.send(Events.decision("d1", "s1", "model"), null, T);
            task.send(outcome("o1", "d1"), null, T.plusSeconds(7200));
            task.send(Events.decision("d1", "s2", "model"), null, T);
            task.send(Events.decision("d1", "s2", "model"), null, T);
            assertThat(decisions(task)).isEqualTo(2);
            assertThat(task.health().stream()
                            .mapToLong(day -> day.getOutcomesDirect())
                            .sum())
                    .isEqualTo(2);
        }
    }

    @Test
    void an_event_that_no_decision_can_claim_any_more_is_refused_and_nothing_is_kept() {
        try (MeasuringTask task = task(RESOLVING)) {
            DecisionEvent refused = Events.decision("d2", "s2", "model-v9");
            task.send(refused, null, T);
            task.send(outcome("o1", "d1"), null, T.plusSeconds(7200));
            task.send(outcome("o2", "d2"), null, T.plusSeconds(7200));
            Instant last = T.plusSeconds(3600).plus(Duration.ofDays(2));
            task.tick(last);
            assertThat(task.reasons()).containsExactly("unknown_arm");
            assertThat(task.entries(StateStores.DECISION_IDS)).isEqualTo(2);
            task.tick(last.plusMillis(1));
            assertThat(task.reasons()).containsExactly("unknown_arm", "unknown_decision", "unknown_decision");
            assertThat(task.entries(StateStores.DECISION_IDS)).isZero();
            assertThat(task.entries(StateStores.DECISION_ID_EXPIRIES)).isZero();
        }
    }

    @Test
    void the_slowest_topic_decides_when_a_decision_can_come_no_more() {
        try (MeasuringTask task = task(RESOLVING)) {
            task.send(outcome("o1", "d1"), null, T.plusSeconds(7200));
            task.tick(1, T.plus(Duration.ofDays(2)).plusSeconds(3601));
            task.tick(2, T.plus(Duration.ofDays(2)).plusSeconds(3601));
            task.publish();
            task.send(Events.decision("d1", "s1", "model"), null, T.plusSeconds(7200));
            assertThat(task.reasons()).isEmpty();
            assertThat(task.health().stream()
                            .mapToLong(day -> day.getOutcomesDirect())
                            .sum())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_decision_leaves_the_index_when_no_event_can_name_it_any_more() {
        try (MeasuringTask task = task(RESOLVING)) {
            task.send(Events.decision("d1", "s1", "model"), null, T);
            Instant over = T.plus(Duration.ofDays(16));
            task.tick(over.minusMillis(1));
            task.publish();
            assertThat(task.entries(StateStores.DECISION_IDS)).isEqualTo(1);
            task.send(outcomeAt("o1", "d1", T.plus(Duration.ofDays(14)).minusMillis(1)), null, over.minusMillis(1));
            assertThat(task.reasons()).isEmpty();
            assertThat(task.health().stream()
                            .mapToLong(day -> day.getOutcomesDirect())
                            .sum())
                    .isEqualTo(1);
            task.tick(over);
            task.publish();
            assertThat(task.entries(StateStores.DECISION_IDS)).isZero();
        }
    }

    @Test
    void what_no_plan_can_use_is_refused_once_with_its_true_origin() {
        try (MeasuringTask task = task(RESOLVING)) {
            OutcomeEvent notFinite = outcome("o1", "d1");
            notFinite.setValue(Double.NaN);
            task.send(notFinite, utf8("k"), T);
            OutcomeEvent half = outcome("o2", "d1");
            half.setValue(0.5);
            task.send(half, utf8("k"), T);
            task.send(outcomeAt("o3", "d1", T.minus(Duration.ofDays(3))), utf8("k"), T);
            assertThat(task.refused())
                    .extracting(row -> row.getTopic() + "@" + row.getOffset() + " "
                            + StandardCharsets.UTF_8.decode(row.getRecordKey().duplicate()) + " " + row.getReason())
                    .containsExactlyInAnyOrder(
                            "upshot.outcomes@0 k not_finite",
                            "upshot.outcomes@1 k not_binary",
                            "upshot.outcomes@2 k late");
        }
    }

    @Test
    void progress_tells_of_every_partition_of_every_topic() {
        try (MeasuringTask task = task(RESOLVING)) {
            task.send(Events.decision("d1", "s1", "model"), null, T);
            task.send(outcome("o1", "d1"), null, T.plusSeconds(7200));
            Map<String, Long> positions = new TreeMap<>();
            task.progress().getPositions().forEach(p -> positions.put(p.getTopic(), p.getNextOffset()));
            assertThat(positions)
                    .isEqualTo(Map.of("upshot.decisions-0", 1L, "upshot.outcomes-0", 1L, "upshot.reviews-0", 0L));
        }
    }

    private static MeasuringTask task(Plan plan) {
        return REGISTRY.task(plan);
    }

    private static Plan with(Plan plan, String lines) {
        return PlanReader.parse(plan.yaml() + lines + "\n", "plan.yaml");
    }

    private static OutcomeEvent outcome(String id, String decision) {
        return outcomeAt(id, decision, T.plusSeconds(3600));
    }

    private static OutcomeEvent outcomeAt(String id, String decision, Instant at) {
        OutcomeEvent outcome = Events.outcome(id, "", decision, "correct", 1);
        outcome.setOccurredAt(at);
        return outcome;
    }

    private static ReviewEvent review(String decision) {
        return Events.review("", decision, Verdict.OVERRIDDEN);
    }

    private static long decisions(MeasuringTask task) {
        return task.cells().stream().mapToLong(CellPartial::getDecisions).sum();
    }

    private static byte @Nullable [] anyKey(Random random) {
        return random.nextBoolean() ? null : utf8("k" + random.nextInt(5));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
