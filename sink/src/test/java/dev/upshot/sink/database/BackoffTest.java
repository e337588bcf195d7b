package dev.upshot.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff =
            new Backoff(new SplittableRandom(7), Duration.ofMillis(200), Duration.ofSeconds(10));

    @Test
    void pausesDoubleUpToTheLongest() {
        for (long full = 200; full < 10_000; full *= 2) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
        }
        assertThat(IntStream.range(0, 100).mapToObj(i -> backoff.next()))
                .allMatch(pause -> pause.toMillis() >= 5_000 && pause.toMillis() <= 10_000);
    }

    @Test
    void successStartsAnew() {
        IntStream.range(0, 10).forEach(i -> backoff.next());

        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(200));
    }
}
