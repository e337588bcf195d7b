package dev.upshot.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.stats.estimate.LogBuckets;
import dev.upshot.stats.survival.AgeCounter;
import dev.upshot.stats.survival.AgeCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeBinsTest {

    @Test
    void edges_rise_from_zero_to_the_horizon() {
        List<Long> edges = AgeBins.of(Duration.ofDays(7)).edges();
        assertThat(edges)
                .hasSize(AgeBins.COUNT + 1)
                .startsWith(0L, 590_625L, 1_181_250L)
                .endsWith(604_800_000L);
        for (int bin = 1; bin < AgeBins.COUNT; bin++) {
            long width = edges.get(bin + 1) - edges.get(bin);
            assertThat(width).isLessThanOrEqualTo(Math.max(edges.get(bin) / 8, 590_625L));
        }
        assertThat(AgeBins.of(Duration.ofMillis(2_047)).edges())
                .startsWith(0L, 1L, 2L)
                .endsWith(1_024L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 500, 1_024, 90_000, 604_800_000})
    void cases_are_counted_as_survival_counts_them(long horizon) {
        SplittableRandom random = new SplittableRandom(horizon);
        AgeBins bins = AgeBins.of(Duration.ofMillis(horizon));
        List<Long> ended = new ArrayList<>(Collections.nCopies(AgeBins.COUNT, 0L));
        List<Long> open = new ArrayList<>(ended);
        AgeCounter counter = AgeCounter.create(bins.edges());
        for (int i = 0; i < 20_000; i++) {
            long age = random.nextLong(2 * horizon) >> random.nextInt(12);
            long followUp = random.nextLong(2 * horizon + 1);
            boolean isOpen = random.nextInt(3) == 0;
            int place = bins.place(isOpen ? AgeBins.NOT_ENDED : age, followUp);
            if (isOpen) {
                counter.add(followUp);
            } else {
                counter.add(age, followUp);
            }
            if (place != AgeBins.NOWHERE) {
                List<Long> counts = place < AgeBins.COUNT ? ended : open;
                counts.set(place % AgeBins.COUNT, counts.get(place % AgeBins.COUNT) + 1);
            }
        }
        assertThat(new AgeCounts(bins.edges(), ended, open)).isEqualTo(counter.counts());
    }

    @Test
    void the_bins_are_those_of_logarithmic_buckets() {
        AgeBins bins = AgeBins.of(Duration.ofDays(7));
        for (long age = 0; age < 604_800_000; age += 1_000_003) {
            assertThat(bins.place(age, Long.MAX_VALUE))
                    .isEqualTo(LogBuckets.bucketOf(age / bins.unitMillis(), AgeBins.PRECISION));
        }
    }

    @Test
    void halves_are_those_of_plain_sql() {
        Half half = new Half();
        // get_byte(sha256(convert_to('upshot-aa:' || id, 'UTF8')), 0) % 2
        assertThat(List.of("d-1", "d-2", "claim-ü", "d-3", "d-2", "d-2"))
                .extracting(half::isOdd)
                .containsExactly(false, true, false, false, true, true);
    }
}
