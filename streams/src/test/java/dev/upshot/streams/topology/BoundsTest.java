package dev.upshot.streams.topology;

import static dev.upshot.streams.Events.T;
import static dev.upshot.streams.Events.decision;
import static dev.upshot.streams.Events.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.CellPartial;
import dev.upshot.event.DecisionEvent;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import dev.upshot.streams.topology.store.StateStores;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** State has a bound, and what lies beyond it is kept in quarantine. */
class BoundsTest {

    @RegisterExtension
    private static final StartedRegistry REGISTRY = new StartedRegistry();

    private static Plan plan(String limits) {
        return PlanReader.parse("""
                use_case: claims
                version: 1
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized}
                segments: [region]
                kpis:
                  - {name: quality, type: binary, outcome: correct, window: P14D, better: higher}
                limits: %s
                """.formatted(limits), "plan.yaml");
    }

    private static DecisionEvent in(String region, String id) {
        DecisionEvent decision = decision(id, "s-" + id, "model");
        decision.setSegments(new HashMap<>(Map.of("region", region)));
        return decision;
    }

    @Test
    void a_dimension_has_at_most_so_many_values() {
        try (MeasuringTask task = REGISTRY.task(plan("{segment_values: 2}"))) {
            task.send(in("north", "d1"), T);
            task.send(in("south", "d2"), T);
            task.send(in("east", "d3"), T);
            task.send(in("south", "d4"), T);
            task.send(outcome("o1", "s-d3", "d3", "correct", 1), T.plus(Duration.ofHours(2)));
            assertThat(task.reasons()).containsExactly("too_many_segment_values");
            assertThat(task.cells())
                    .extracting(cell -> cell.getSegments().get(0))
                    .containsExactlyInAnyOrder("north", "south");
            assertThat(task.cells()).extracting(CellPartial::getDecisions).containsExactlyInAnyOrder(1L, 2L);
        }
    }

    @Test
    void a_use_case_has_at_most_so_many_cells() {
        try (MeasuringTask task = REGISTRY.task(plan("{cells: 2}"))) {
            task.send(in("north", "d1"), T);
            task.send(in("south", "d2"), T);
            task.send(in("east", "d3"), T);
            DecisionEvent tomorrow = in("north", "d4");
            tomorrow.setDecidedAt(T.plus(Duration.ofDays(1)));
            task.send(tomorrow, T.plus(Duration.ofDays(1)));
            task.send(in("south", "d5"), T);
            assertThat(task.reasons()).containsExactly("too_many_cells", "too_many_cells");
            assertThat(task.cells()).hasSize(2);
            assertThat(task.entries(StateStores.JOURNEYS)).isEqualTo(3);
        }
    }

    @Test
    void only_cells_that_are_not_closed_count_and_closed_ones_leave_the_state() {
        Plan plan = plan("{cells: 1, segment_values: 1}");
        Instant closed =
                Instant.parse("2026-01-06T00:00:00Z").plus(plan.horizon()).plus(plan.lateness());
        try (MeasuringTask task = REGISTRY.task(plan)) {
            task.send(in("north", "d1"), T);
            task.tick(closed.minusMillis(1));
            task.send(later("south", "d2", closed), closed);
            assertThat(task.entries(StateStores.CELLS)).isEqualTo(1);
            // What is refused follows from the decisions alone: the other topics need not have come so far.
            task.tick(0, closed);
            task.send(later("south", "d3", closed), closed);
            assertThat(task.reasons()).containsExactly("too_many_segment_values");
            assertThat(task.entries(StateStores.CELLS)).isEqualTo(2);
            task.tick(closed);
            assertThat(task.cells()).hasSize(2);
            assertThat(task.entries(StateStores.CELLS)).isEqualTo(1);
            task.send(later("north", "d4", closed), closed);
            assertThat(task.reasons()).containsExactly("too_many_segment_values", "too_many_segment_values");
        }
    }

    private static DecisionEvent later(String region, String id, Instant decided) {
        DecisionEvent decision = in(region, id);
        decision.setDecidedAt(decided);
        decision.setRequestedAt(decided);
        return decision;
    }
}
