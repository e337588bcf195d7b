package dev.upshot.app.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DailyTicksTest {

    private final RecordingPublisher recorded = new RecordingPublisher();

    @Test
    void eachObservedDayEndsWithATickAndTheHistoryWithOneAtItsLastObservedTime() {
        try (DailyTicks publisher = new DailyTicks(recorded)) {
            publisher.publish(observed("2026-03-01T10:00:00Z"));
            publisher.publish(observed("2026-03-01T23:59:59.999Z"));
            publisher.publish(observed("2026-03-02T00:00:00Z"));
            publisher.publish(observed("2026-03-05T12:00:00Z"));
        }

        assertThat(recorded.ticks())
                .containsExactly(
                        Map.entry(Instant.parse("2026-03-02T00:00:00Z"), 2),
                        Map.entry(Instant.parse("2026-03-05T00:00:00Z"), 3),
                        Map.entry(Instant.parse("2026-03-05T12:00:00Z"), 4));
    }

    @Test
    void withoutEventsNoTimePasses() {
        new DailyTicks(recorded).close();

        assertThat(recorded.ticks()).isEmpty();
    }

    private static TimedEvent observed(String at) {
        Instant time = Instant.parse(at);
        return TimedEvent.of(
                new OutcomeEvent("o", "s", "paid", time, 1.0, null, null, null, null, OutcomeStatus.FINAL), time);
    }
}
