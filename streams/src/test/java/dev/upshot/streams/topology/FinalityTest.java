package dev.upshot.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.topology.store.StateStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise 2: what is final never changes, and that journeys end never shows. */
class FinalityTest {

    private static final Duration TICK_EVERY = Duration.ofHours(6);

    @RegisterExtension
    private static final StartedRegistry REGISTRY = new StartedRegistry();

    @ParameterizedTest(name = "unit {0}, seed {1}")
    @CsvSource({"decision, 1", "decision, 2", "subject, 3", "subject, 4"})
    void a_row_never_changes_once_it_is_final_and_journeys_leave_without_a_trace(String unit, long seed) {
        Plan plan = RandomHistory.plan(unit);
        List<RandomHistory.Learned> history = RandomHistory.of(seed);
        Map<Instant, Map<String, Object>> finalAt = new TreeMap<>();
        try (MeasuringTask ticking = REGISTRY.task(plan);
                MeasuringTask timeless = REGISTRY.task(plan)) {
            Instant clock = RandomHistory.START;
            for (RandomHistory.Learned learned : history) {
                // The earliest ticks there may be: everything that is learned from now on is not earlier than they.
                for (; !clock.isAfter(learned.observed()); clock = clock.plus(TICK_EVERY)) {
                    ticking.tick(clock);
                    finalAt.put(clock, FinalParts.of(plan, ticking.rows(), clock));
                }
                ticking.send(learned.event(), learned.observed());
                timeless.send(learned.event(), learned.observed());
            }
            Map<String, SpecificRecord> atLast = ticking.rows();
            assertThat(FinalParts.of(plan, atLast, clock)).hasSizeGreaterThan(20);
            finalAt.forEach((at, parts) -> assertThat(FinalParts.of(plan, atLast, at))
                    .as("what was final at %s", at)
                    .isEqualTo(parts));
            assertThat(ticking.rows()).isEqualTo(timeless.rows());
            assertThat(ticking.reasons())
                    .isEqualTo(timeless.reasons())
                    .contains("late")
                    .doesNotContain("after_final");

            assertThat(timeless.entries(StateStores.JOURNEYS)).isEqualTo(12);
            assertThat(ticking.entries(StateStores.EXPIRIES)).isEqualTo(ticking.entries(StateStores.JOURNEYS));
            ticking.tick(clock.plus(plan.horizon()).plus(plan.lateness()).plus(Duration.ofDays(8)));
            assertThat(ticking.rows()).isEqualTo(timeless.rows());
            assertThat(ticking.entries(StateStores.JOURNEYS)).isZero();
            assertThat(ticking.entries(StateStores.EXPIRIES)).isZero();
        }
    }
}
