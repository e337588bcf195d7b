package dev.upshot.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.publish.RecordingPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickerTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final RecordingPublisher publisher = new RecordingPublisher();

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT23H59M59.999S", "P1D", "-PT1H"})
    void aLiveLogIsToldTheTimeLessTheMargin(String age) {
        try (Ticker ticker =
                ticker(OptionalLong.of(NOW.minus(Duration.parse(age)).toEpochMilli()))) {
            assertThat(ticker.tick()).isTrue();
        }

        assertThat(publisher.ticks()).containsOnlyKeys(NOW.minusSeconds(60));
    }

    @Test
    void historyIsNotOvertakenByToday() {
        try (Ticker ticker = ticker(
                OptionalLong.of(NOW.minus(Duration.ofDays(1)).minusMillis(1).toEpochMilli()))) {
            assertThat(ticker.tick()).isFalse();
        }

        assertThat(publisher.ticks()).isEmpty();
    }

    @Test
    void anEmptyLogHasNoTime() {
        try (Ticker ticker = ticker(OptionalLong.empty())) {
            assertThat(ticker.tick()).isFalse();
        }

        assertThat(publisher.ticks()).isEmpty();
    }

    private Ticker ticker(OptionalLong newest) {
        return new Ticker(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMinutes(1), () -> newest, () -> publisher);
    }
}
