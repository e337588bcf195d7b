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
import dev.upshot.event.Verdict;
import dev.upshot.streams.Events;
import dev.upshot.streams.topology.store.StateStores;
import dev.upshot.wire.TickHeader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
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
        assertThat(progress.getPositions())
                .containsExactly(
                        new Position("upshot.decisions", 1L),
                        new Position("upshot.outcomes", 1L),
                        new Position("upshot.reviews", 1L));
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
    void the_final_clock_is_that_of_the_slowest_topic() {
        task.tick(0, T.plusSeconds(3));
        task.tick(1, T.plusSeconds(2));
        assertThat(task.progress().getFinalClock()).isEqualTo(Instant.EPOCH);
        task.tick(2, T.plusSeconds(1));
        assertThat(task.progress().getFinalClock()).isEqualTo(T.plusSeconds(1));
        task.tick(2, T.plusSeconds(4));
        assertThat(task.progress().getFinalClock()).isEqualTo(T.plusSeconds(2));
    }

    @Test
    void a_tick_speaks_for_its_own_topic_alone() {
        task.tick(2, T.plus(LATENESS).plusMillis(1));
        task.send(decision("d1", "s1", "model"), T);
        task.send(atTheTimeOfTheDecision(outcome("o1", "s1", "d1", "recovery", 1)), T);
        task.send(reviewed(), T);
        assertThat(task.reasons()).containsExactly("after_final");
        assertThat(task.cells()).singleElement().satisfies(cell -> {
            assertThat(cell.getDecisions()).isEqualTo(1);
            assertThat(cell.getReviewed()).isZero();
        });
    }

    @Test
    void what_is_no_tick_moves_nothing() {
        byte[] something = {1};
        byte[] at = TickHeader.of(T.toEpochMilli()).value();
        task.send(0, record(null, null, null));
        task.send(0, record(something, null, at));
        task.send(0, record(null, something, at));
        task.send(0, record(null, null, new byte[7]));
        task.send(0, record(null, null, bytes(T.plus(Duration.ofDays(1)).plusMillis(1))));
        task.send(0, record(null, null, bytes(Instant.EPOCH.minusMillis(1))));
        task.tick(1, T);
        task.tick(2, T);
        assertThat(task.reasons())
                .containsExactly("null_value", "null_value", "poison", "bad_tick", "bad_tick", "bad_tick");
        assertThat(task.progress().getFinalClock()).isEqualTo(Instant.EPOCH);
    }

    private static TestRecord<byte[], byte[]> record(
            byte @Nullable [] key, byte @Nullable [] value, byte @Nullable [] tick) {
        Headers headers = tick == null ? new RecordHeaders() : new RecordHeaders().add(TickHeader.NAME, tick);
        return new TestRecord<>(key, value, headers, T);
    }

    private static byte[] bytes(Instant at) {
        return ByteBuffer.allocate(8).putLong(at.toEpochMilli()).array();
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
