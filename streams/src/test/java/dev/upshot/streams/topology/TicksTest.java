package dev.upshot.streams.topology;

import static dev.upshot.streams.Events.T;
import static dev.upshot.streams.Events.decision;
import static dev.upshot.streams.Events.outcome;
import static dev.upshot.streams.Events.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.Position;
import dev.upshot.event.Progress;
import dev.upshot.event.Tick;
import dev.upshot.event.Verdict;
import dev.upshot.streams.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time as an event in the log. */
class TicksTest {

    private static final Duration LATENESS = Events.PLAN.lateness();

    @TempDir
    private Path directory;

    private EmbeddedRegistry registry;
    private MeasuringTask task;

    @BeforeEach
    void start() {
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        task = MeasuringTask.of(Events.PLAN, registry, directory);
    }

    @AfterEach
    void stop() {
        task.close();
        registry.close();
    }

    @Test
    void a_partition_without_events_tells_the_time_too() {
        task.tick(T);
        Progress progress = task.progress();
        assertThat(progress.getFinalClock()).isEqualTo(T);
        assertThat(progress.getPositions()).contains(new Position("upshot.ticks", 1L));
    }

    @Test
    void only_ticks_move_the_final_clock_and_never_back() {
        task.send(decision("d1", "s1", "model"), T);
        assertThat(task.progress().getFinalClock()).isEqualTo(Instant.EPOCH);
        task.tick(T.plusSeconds(60));
        task.tick(T);
        assertThat(task.progress().getFinalClock()).isEqualTo(T.plusSeconds(60));
        assertThat(task.reasons()).isEmpty();
    }

    @Test
    void what_the_clock_has_passed_by_more_than_the_lateness_is_refused_whatever_its_own_timestamp() {
        task.send(decision("d1", "s1", "model"), T);
        task.tick(T.plus(LATENESS).plusMillis(1));
        Instant skewed = T.plusSeconds(5);
        var before = task.rows();
        task.send(decision("d2", "s1", "model"), skewed);
        task.send(atTheTimeOfTheDecision(outcome("o1", "s1", "d1", "recovery", 1)), skewed);
        task.send(reviewed(), skewed);
        task.send(decision("d1", "s1", "model"), skewed);
        assertThat(task.reasons()).hasSize(4).containsOnly("after_final");
        assertThat(task.rows()).isEqualTo(before);
    }

    @Test
    void what_is_exactly_as_old_as_the_lateness_allows_is_taken() {
        task.tick(T.plus(LATENESS));
        task.send(decision("d1", "s1", "model"), T.plus(LATENESS));
        assertThat(task.reasons()).isEmpty();
        assertThat(task.cells()).hasSize(1);
    }

    @Test
    void what_is_no_tick_moves_nothing() {
        task.sendTick(new byte[] {1, 2, 3}, T);
        task.sendTick(null, T);
        task.tick(decision("d1", "s1", "model"), T);
        task.tick(new Tick(T.plus(Duration.ofDays(1)).plusMillis(1)), T);
        task.tick(new Tick(Instant.EPOCH.minusMillis(1)), T);
        assertThat(task.reasons()).containsExactly("poison", "null_value", "incompatible_schema", "future", "bad_time");
        assertThat(task.progress().getFinalClock()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_journey_leaves_when_its_last_window_is_final_and_not_before() {
        task.send(decision("d1", "s1", "model"), T);
        Instant closed = Instant.parse("2026-01-06T00:00:00Z")
                .plus(Events.PLAN.horizon())
                .plus(LATENESS);
        task.tick(closed.minusMillis(1));
        assertThat(task.entries(StateStores.JOURNEYS)).isEqualTo(1);
        task.tick(closed);
        assertThat(task.entries(StateStores.JOURNEYS)).isZero();
        assertThat(task.entries(StateStores.EXPIRIES)).isZero();
        assertThat(task.cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.getDecisions()).isEqualTo(1));
    }

    @Test
    void a_subject_that_comes_back_is_entered_again() {
        Duration life = Events.PLAN.horizon().plus(LATENESS).plusDays(1);
        task.send(decision("d1", "s1", "model"), T);
        for (int day = 3; day <= 42; day += 3) {
            Instant then = T.plus(Duration.ofDays(day));
            var again = decision("d" + day, "s1", "model");
            again.setDecidedAt(then);
            task.send(again, then);
            task.tick(then);
            assertThat(task.entries(StateStores.EXPIRIES)).isEqualTo(1);
        }
        Instant gone = T.plus(Duration.ofDays(42)).plus(life);
        task.tick(gone);
        assertThat(task.entries(StateStores.JOURNEYS)).isZero();
        assertThat(task.entries(StateStores.EXPIRIES)).isZero();
        task.send(late("d99", gone), gone);
        assertThat(task.entries(StateStores.EXPIRIES)).isEqualTo(1);
    }

    @Test
    void many_journeys_leave_in_bounded_steps_while_events_go_on() {
        int subjects = 1_700;
        for (int s = 0; s < subjects; s++) {
            task.send(decision("d" + s, "s" + s, "model"), T);
        }
        Instant closed = Instant.parse("2026-01-06T00:00:00Z")
                .plus(Events.PLAN.horizon())
                .plus(LATENESS);
        task.tick(closed);
        int left = task.entries(StateStores.JOURNEYS);
        assertThat(left).isBetween(subjects - 10, subjects - 1);
        task.send(late("x", closed), closed);
        assertThat(task.entries(StateStores.JOURNEYS)).isBetween(left - 10, left);
        for (int look = 0; look < 3; look++) {
            task.publish();
        }
        assertThat(task.entries(StateStores.JOURNEYS)).isEqualTo(1);
        assertThat(task.entries(StateStores.EXPIRIES)).isEqualTo(1);
    }

    private static SpecificRecord late(String id, Instant decided) {
        var decision = decision(id, "s1", "model");
        decision.setDecidedAt(decided);
        return decision;
    }

    private static SpecificRecord atTheTimeOfTheDecision(OutcomeEvent outcome) {
        outcome.setOccurredAt(T);
        return outcome;
    }

    private static SpecificRecord reviewed() {
        var review = review("s1", "d1", Verdict.OVERRIDDEN);
        review.setReviewedAt(T);
        return review;
    }
}
