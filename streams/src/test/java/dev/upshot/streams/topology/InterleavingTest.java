package dev.upshot.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.topology.store.StateStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promises 1 and 2 in any order in which three topics with ticks among their events may be read: the same rows, the same
 * quarantine, the same final clock; and what was final on the way stays as it was.
 */
class InterleavingTest {

    private static final int MERGES = 4;

    @RegisterExtension
    private static final StartedRegistry REGISTRY = new StartedRegistry();

    /** What a task makes of the logs in the end. */
    private record Result(Map<String, SpecificRecord> rows, List<String> refusals, Instant finalClock) {}

    @ParameterizedTest(name = "unit {0}, at most {1} cells, seed {2}")
    @CsvSource({
        "decision, 12, 1",
        "decision, 12, 2",
        "decision, 12, 3",
        "subject, 6, 4",
        "subject, 6, 5",
        "subject, 6, 6"
    })
    void in_whatever_order_the_topics_are_read_rows_quarantine_and_final_clock_are_the_same(
            String unit, int cells, long seed) {
        Plan plan = RandomHistory.plan(unit, "{cells: " + cells + "}");
        List<TickingHistory.Entry> written = TickingHistory.of(plan, seed);
        Result expected = measure(plan, written, seed);
        assertThat(expected.refusals())
                .anyMatch(refusal -> refusal.endsWith(" after_final"))
                .anyMatch(refusal -> refusal.endsWith(" late"))
                .anyMatch(refusal -> refusal.endsWith(" too_many_cells"))
                .noneMatch(refusal -> refusal.endsWith(" too_many_cells") && !refusal.startsWith("upshot.decisions@"));
        assertThat(expected.rows()).hasSizeGreaterThan(50);

        List<List<TickingHistory.Entry>> orders = new ArrayList<>();
        for (int merge = 0; merge < MERGES; merge++) {
            orders.add(TickingHistory.merged(written, 100 * seed + merge));
        }
        for (int first = 0; first < 3; first++) {
            orders.add(TickingHistory.oneAfterTheOther(written, first));
        }
        for (int order = 0; order < orders.size(); order++) {
            assertThat(measure(plan, orders.get(order), seed + order))
                    .as("order %d", order)
                    .isEqualTo(expected);
        }
    }

    private static Result measure(Plan plan, List<TickingHistory.Entry> entries, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Instant, Map<String, Object>> finalAt = new TreeMap<>();
        try (MeasuringTask task = REGISTRY.task(plan)) {
            for (TickingHistory.Entry entry : entries) {
                task.take(entry);
                if (random.nextInt(10) == 0) {
                    Instant clock = task.progress().getFinalClock();
                    finalAt.put(clock, FinalParts.of(plan, task.rows(), clock));
                }
            }
            Map<String, SpecificRecord> atLast = task.rows();
            finalAt.forEach((at, parts) -> assertThat(FinalParts.of(plan, atLast, at))
                    .as("what was final at %s", at)
                    .isEqualTo(parts));
            for (String store : List.of(
                    StateStores.JOURNEYS,
                    StateStores.EXPIRIES,
                    StateStores.CELLS,
                    StateStores.RESTATEMENTS,
                    StateStores.HEALTH)) {
                assertThat(task.entries(store)).as(store).isZero();
            }
            return new Result(atLast, task.refusals(), task.progress().getFinalClock());
        }
    }
}
