package dev.upshot.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a task publishes. */
class PublicationPaceTest {

    private static final long START = 1_700_000_000_000L;

    private final PublicationPace pace = new PublicationPace(Duration.ofSeconds(1));

    @Test
    void publishes_after_a_start_even_without_a_record() {
        assertThat(pace.isDue(START)).isTrue();
        assertThat(pace.isDue(START + 5_000)).isFalse();
    }

    @Test
    void publishes_soon_after_a_record_that_breaks_a_silence() {
        pace.isDue(START);
        pace.took(START);
        assertThat(pace.isDue(START + 5_100)).isTrue();
    }

    @Test
    void publishes_at_most_once_per_interval() {
        pace.isDue(START);
        pace.took(START);
        assertThat(pace.isDue(START + 900)).isFalse();
        assertThat(pace.isDue(START + 1_000)).isTrue();
    }

    @Test
    void publishes_every_tenth_interval_while_records_come_fast_and_within_two_intervals_after_that_ends() {
        pace.isDue(START);
        for (int look = 1; look < 100; look++) {
            takeIn(1_000);
            assertThat(pace.isDue(START + 100 * look)).isFalse();
        }
        takeIn(1_000);
        assertThat(pace.isDue(START + 10_000)).isTrue();
        takeIn(1_000);
        List<Integer> due = IntStream.range(1, 100)
                .filter(look -> pace.isDue(START + 10_000 + 100L * look))
                .boxed()
                .toList();
        assertThat(due).hasSize(1);
        assertThat(due.get(0)).isBetween(10, 20);
    }

    @Test
    void bursts_of_a_low_rate_are_published_every_interval() {
        pace.isDue(START);
        int published = 0;
        for (int look = 1; look <= 600; look++) {
            takeIn(look % 10 == 1 ? 1_000 : 0);
            published += pace.isDue(START + 100L * look) ? 1 : 0;
        }
        assertThat(published).isGreaterThanOrEqualTo(55);
    }

    @Test
    void a_task_that_waits_for_its_turn_is_not_at_rest() {
        pace.isDue(START);
        for (int look = 1; look < 100; look++) {
            takeIn(look % 5 == 1 ? 10_000 : 0);
            assertThat(pace.isDue(START + 100 * look)).isFalse();
        }
    }

    @Test
    void publishes_every_thirtieth_interval_while_what_comes_fast_is_old() {
        pace.isDue(START);
        for (int look = 1; look < 300; look++) {
            takeIn(1_000, START - 86_400_000);
            assertThat(pace.isDue(START + 100 * look)).isFalse();
        }
        takeIn(1_000, START - 86_400_000);
        assertThat(pace.isDue(START + 30_000)).isTrue();
    }

    @Test
    void publishes_soon_what_is_old_and_comes_alone() {
        pace.isDue(START);
        pace.took(START - 86_400_000);
        assertThat(pace.isDue(START + 1_000)).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_does_not_hold_publications_back() {
        pace.isDue(START);
        pace.took(START);
        assertThat(pace.isDue(START - 86_400_000)).isTrue();
    }

    private void takeIn(int records) {
        takeIn(records, START);
    }

    private void takeIn(int records, long observed) {
        for (int i = 0; i < records; i++) {
            pace.took(observed);
        }
    }
}
