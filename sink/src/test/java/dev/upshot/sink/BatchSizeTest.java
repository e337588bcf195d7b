package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private static final Duration QUICK = Duration.ofMillis(100);
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final BatchSize size = new BatchSize(5_000);

    @Test
    void quickFullBatchesDoubleItUpToTheMost() {
        assertThat(size.records()).isEqualTo(1_000);
        size.wrote(1_000, QUICK);
        assertThat(size.records()).isEqualTo(2_000);
        IntStream.range(0, 5).forEach(i -> size.wrote(size.records(), QUICK));
        assertThat(size.records()).isEqualTo(5_000);
    }

    @Test
    void aQuickBatchThatWasNotFullSaysNothing() {
        size.wrote(999, QUICK);

        assertThat(size.records()).isEqualTo(1_000);
    }

    @Test
    void whatTakesAboutASecondIsRight() {
        size.wrote(1_000, USUAL);

        assertThat(size.records()).isEqualTo(1_000);
    }

    @Test
    void slowBatchesAndThoseThatDidNotGetThroughHalveItDownToTheLeast() {
        size.wrote(1_000, SLOW);
        assertThat(size.records()).isEqualTo(500);
        size.halve();
        assertThat(size.records()).isEqualTo(250);
        IntStream.range(0, 20).forEach(i -> size.halve());
        assertThat(size.records()).isEqualTo(10);
    }

    @Test
    void aSmallMostIsNeverExceeded() {
        BatchSize small = new BatchSize(3);
        small.wrote(3, QUICK);
        assertThat(small.records()).isEqualTo(3);
        small.halve();
        assertThat(small.records()).isEqualTo(3);
    }
}
