package dev.upshot.app.verify;

import static dev.upshot.app.verify.Events.DAY;
import static dev.upshot.app.verify.Events.at;
import static dev.upshot.app.verify.Events.decision;
import static dev.upshot.app.verify.Events.plan;
import static dev.upshot.app.verify.Events.quality;
import static dev.upshot.app.verify.Events.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.PlanVersion;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can be recomputed of the bounds on cells and segment values: that they were reached, and not exceeded. */
@ExtendWith(TestDatabase.class)
class BoundsTest {

    /** A subject whose events lie in partition 0, to which the tests count all cells. */
    private static final String SUBJECT = "s4";

    private final DataSource database;

    BoundsTest(DataSource database) {
        this.database = database;
        assertThat(History.partition(SUBJECT)).isZero();
    }

    private static History history(int cells, int segmentValues) {
        PlanVersion plan = plan(1, quality());
        plan.setSegments(List.of("region"));
        plan.setCells(cells);
        plan.setSegmentValues(segmentValues);
        return History.of(plan).send(in("north", 1, 0), in("south", 2, 0), in("south", 3, 0), in("east", 4, 5 * DAY));
    }

    private static DecisionEvent in(String region, int number, int minute) {
        return with(decision("d" + number, SUBJECT, "human", minute), d -> d.setSegments(Map.of("region", region)));
    }

    /** The differences in bounds where the pipeline has refused the decision at an offset and measured the others. */
    private List<String> whereRefused(History history, int offset, String reason) throws SQLException {
        return bounds(
                history,
                "insert into ops.quarantined_records values ('decisions', 0, " + offset + ", 'claims', 1, '" + reason
                        + "', '', now(), 'g1')");
    }

    private List<String> bounds(History history, String refusal) throws SQLException {
        try (Recomputed recomputed = history.recompute(database)) {
            recomputed
                    .execute("delete from ops.quarantined_records; " + refusal)
                    .compute()
                    .publish();
            return recomputed.recomputation().compare(recomputed.events(), List.of()).differences().stream()
                    .filter(d -> d.what().equals("bound"))
                    .map(d -> String.join(" | ", d.what(), d.key(), d.field(), d.expected(), d.found()))
                    .toList();
        }
    }

    @Test
    void whatIsRefusedBeyondABoundIsTakenAsFound() throws SQLException {
        assertThat(whereRefused(history(2, 100), 3, "too_many_cells")).isEmpty();
        assertThat(whereRefused(history(100, 2), 3, "too_many_segment_values")).isEmpty();
    }

    @Test
    void nothingIsRefusedBeforeABoundIsReached() throws SQLException {
        assertThat(whereRefused(history(2, 100), 1, "too_many_cells"))
                .contains("bound | claims v1, partition 0 | too_many_cells | at least 2 | 1");
        assertThat(whereRefused(history(100, 2), 1, "too_many_segment_values"))
                .contains("bound | claims v1, partition 0 | too_many_segment_values | at least 2 | 1");
    }

    @Test
    void noMoreCellsAreOpenThanABoundAllows() throws SQLException {
        assertThat(bounds(history(2, 100), ""))
                .containsExactly("bound | claims v1, partition 0 | open cells | at most 2 | 3");
        assertThat(bounds(history(100, 2), ""))
                .containsExactly("bound | claims v1, partition 0 | open values of segment 1 | at most 2 | 3");
    }

    @Test
    void cellsThatTheClockHasClosedDoNotCount() throws SQLException {
        History history = history(2, 2).tick("decisions", 0, at(DAY).plus(Duration.ofDays(3)));
        assertThat(bounds(history, "")).isEmpty();
    }
}
