package dev.upshot.stats.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBucketsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 12})
    void aValueLiesInItsBucketAndTheBucketIsNarrow(int precision) {
        Random random = new Random(precision);
        for (int round = 0; round < 20_000; round++) {
            long value = random.nextLong() >> random.nextInt(64);
            int bucket = LogBuckets.bucketOf(value, precision);
            long lowest = LogBuckets.lowest(bucket, precision);
            long highest = LogBuckets.highest(bucket, precision);
            assertThat(value).isBetween(lowest, highest);
            assertThat(LogBuckets.bucketOf(lowest, precision)).isEqualTo(bucket);
            assertThat(LogBuckets.bucketOf(highest, precision)).isEqualTo(bucket);
            double magnitude = Math.min(Math.abs((double) lowest), Math.abs((double) highest));
            assertThat((double) highest - (double) lowest).isLessThanOrEqualTo(Math.scalb(magnitude + 1, -precision));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void bucketsFollowOneAnotherWithoutGaps(int precision) {
        int last = LogBuckets.bucketOf(Long.MAX_VALUE, precision);
        for (int bucket = ~last; bucket < last; bucket++) {
            assertThat(LogBuckets.highest(bucket, precision) + 1).isEqualTo(LogBuckets.lowest(bucket + 1, precision));
        }
        assertThat(LogBuckets.highest(last, precision)).isEqualTo(Long.MAX_VALUE);
        assertThat(LogBuckets.lowest(~last, precision)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void smallValuesHaveABucketOfTheirOwn() {
        for (long value = -256; value < 256; value++) {
            assertThat(LogBuckets.bucketOf(value, 7)).isEqualTo((int) value);
        }
        assertThat(LogBuckets.bucketOf(257, 7)).isEqualTo(LogBuckets.bucketOf(256, 7));
    }

    @Test
    void countsFormAGroup() {
        Random random = new Random(2);
        LogBuckets zero = LogBuckets.of(5, Map.of());
        for (int round = 0; round < 200; round++) {
            LogBuckets a = some(random);
            LogBuckets b = some(random);
            assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
            assertThat(a.plus(b).n()).isEqualTo(a.n() + b.n());
            assertThat(a.plus(b).minus(b)).isEqualTo(a);
            assertThat(a.minus(a)).isEqualTo(zero);
            assertThat(zero.minus(a).n()).isEqualTo(-a.n());
        }
    }

    @Test
    void saysWhatItHolds() {
        LogBuckets buckets = LogBuckets.of(5, Map.of(3, 2L, 4, 0L));
        assertThat(buckets.counts()).isEqualTo(Map.of(3, 2L));
        assertThat(buckets.precision()).isEqualTo(5);
        assertThat(buckets).hasToString("LogBuckets[precision=5, counts={3=2}]");
        assertThat(buckets).isNotEqualTo(LogBuckets.of(6, Map.of(3, 2L)));
        assertThat(buckets).isNotEqualTo(LogBuckets.of(5, Map.of(3, 1L)));
    }

    @Test
    void refusesWhatIsNoBucket() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogBuckets.bucketOf(1, 0))
                .withMessage("precision must be >= 1: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogBuckets.lowest(1, 13))
                .withMessage("precision must be <= 12: 13");
        assertThatIllegalArgumentException().isThrownBy(() -> LogBuckets.highest(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> LogBuckets.of(0, Map.of()));
        int last = LogBuckets.bucketOf(Long.MAX_VALUE, 1);
        assertThat(LogBuckets.of(1, Map.of(last, 1L, ~last, 1L)).n()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogBuckets.of(1, Map.of(last + 1, 1L)))
                .withMessageStartingWith("bucket must be in [");
        assertThatIllegalArgumentException().isThrownBy(() -> LogBuckets.of(1, Map.of(~last - 1, 1L)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogBuckets.of(1, Map.of()).plus(LogBuckets.of(2, Map.of())))
                .withMessage("other must have precision 1: 2");
    }

    private static LogBuckets some(Random random) {
        Map<Integer, Long> counts = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            counts.put(random.nextInt(200) - 100, (long) random.nextInt(5));
        }
        return LogBuckets.of(5, counts);
    }
}
