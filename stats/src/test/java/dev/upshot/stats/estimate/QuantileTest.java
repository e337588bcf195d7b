package dev.upshot.stats.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import dev.upshot.stats.moments.JointMoments;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.moments.Units;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantileTest {
    private static final LogBuckets HUNDRED = buckets(LongStream.rangeClosed(1, 100));

    @Test
    void ofSmallValuesIsTheOrderStatistic() {
        Quantile median = Quantile.of(HUNDRED, 0, 0.5, 0.05).orElseThrow();
        // Ranks 100 (0.5 ∓ 1.96 · 0.05), rounded up.
        assertThat(median.value()).isEqualTo(50);
        assertThat(median.lower()).isEqualTo(41);
        assertThat(median.upper()).isEqualTo(60);
        assertThat(median.n()).isEqualTo(100);
        assertThat(median.variance()).isCloseTo(0.99 * Math.pow(19 / (2 * 1.959963985), 2), within(1e-9));
        assertThat(Quantile.of(HUNDRED, 1, 0.5, 0.05).orElseThrow().value()).isEqualTo(5);
    }

    @Test
    void liesInsideItsBucketAndTheBoundsAtTheOuterEdges() {
        LogBuckets wide = LogBuckets.of(1, Map.of(LogBuckets.bucketOf(1000, 1), 1000L));
        Quantile median = Quantile.of(wide, 0, 0.5, 0.05).orElseThrow();
        assertThat(median.lower()).isEqualTo(768);
        assertThat(median.upper()).isEqualTo(1023);
        assertThat(median.value()).isCloseTo(895.5, within(0.5));
    }

    @Test
    void tooFewValuesForTheQuantileHaveNoInterval() {
        assertThat(Quantile.of(HUNDRED, 0, 0.95, 0.05).whyMissing()).isEmpty();
        assertThat(Quantile.of(HUNDRED, 0, 0.97, 0.05).whyMissing()).hasValue(Reason.TOO_FEW_FOR_QUANTILE);
        assertThat(Quantile.of(HUNDRED, 0, 0.03, 0.05).whyMissing()).hasValue(Reason.TOO_FEW_FOR_QUANTILE);
        assertThat(Quantile.of(LogBuckets.of(7, Map.of()), 0, 0.5, 0.05).whyMissing())
                .hasValue(Reason.TOO_FEW_UNITS);
    }

    @Test
    void equalValuesHaveAQuantileAndNoComparison() {
        LogBuckets same = LogBuckets.of(7, Map.of(5, 1000L));
        Quantile median = Quantile.of(same, 0, 0.5, 0.05).orElseThrow();
        assertThat(median.value()).isEqualTo(5);
        assertThat(median.variance()).isZero();
        assertThat(Quantile.difference(median, median)
                        .absolute(Level.twoSided(0.05))
                        .whyMissing())
                .hasValue(Reason.ZERO_VARIANCE);
    }

    @Test
    void aComparisonTakesBothIntervals() {
        Quantile a = new Quantile(50, 40, 60, 101, 101, 2);
        Quantile b = new Quantile(70, 65, 75, 1001, 1001, 2);
        Contrast contrast = Quantile.difference(a, b);
        assertThat(contrast.difference()).isEqualTo(20);
        assertThat(contrast.baselineVariance()).isCloseTo(25 * 100.0 / 101, within(1e-12));
        assertThat(contrast.candidateVariance()).isCloseTo(6.25 * 1000.0 / 1001, within(1e-12));
        assertThat(new Quantile(50, 40, 60, 101, 202, 2).variance()).isCloseTo(50 * 100.0 / 101, within(1e-12));
    }

    @Test
    void subjectsWithOneValueEachAreAsIndependentValues() {
        long[][] subjects = new long[100][];
        int bucket = Quantile.bucket(HUNDRED, 0.5);
        for (int i = 0; i < 100; i++) {
            subjects[i] = new long[] {i + 1 <= bucket ? 1 : 0, 1};
        }
        Quantile clustered =
                Quantile.clustered(HUNDRED, 0, 0.5, 0.05, Units.rows(subjects)).orElseThrow();
        Quantile independent = Quantile.of(HUNDRED, 0, 0.5, 0.05).orElseThrow();
        assertThat(clustered.lower()).isEqualTo(independent.lower());
        assertThat(clustered.upper()).isCloseTo(independent.upper(), within(1.0));
    }

    @Test
    void subjectsWhoseValuesAreAlikeWidenTheInterval() {
        // Ten subjects of ten neighbouring values each.
        long[][] subjects = new long[10][];
        for (int i = 0; i < 10; i++) {
            subjects[i] = new long[] {i < 5 ? 10 : 0, 10};
        }
        Quantile clustered =
                Quantile.clustered(HUNDRED, 0, 0.5, 0.05, Units.rows(subjects)).orElseThrow();
        assertThat(clustered.lower()).isEqualTo(18);
        assertThat(clustered.upper()).isEqualTo(83);
    }

    @Test
    void subjectsAreNeeded() {
        Sample none = JointMoments.zero(List.of(0, 0)).sample();
        assertThat(Quantile.clustered(HUNDRED, 0, 0.5, 0.05, none).whyMissing()).hasValue(Reason.TOO_FEW_CLUSTERS);
        Sample without = Units.rows(new long[] {0, 0}, new long[] {0, 0});
        assertThat(Quantile.clustered(HUNDRED, 0, 0.5, 0.05, without).whyMissing())
                .hasValue(Reason.ZERO_DENOMINATOR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantile.clustered(HUNDRED, 0, 0.5, 0.05, Units.of(1, 2)))
                .withMessage("clusters must have 2 variables: 1");
    }

    @Test
    void refusesArgumentsOutOfRange() {
        for (double nu : new double[] {0, 1, -1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Quantile.of(HUNDRED, 0, nu, 0.05))
                    .withMessage("nu must be in (0, 1): " + nu);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantile.of(HUNDRED, 0, 0.5, 1))
                .withMessage("alpha must be in (0, 1): 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantile.of(HUNDRED, -1, 0.5, 0.05))
                .withMessage("scale must be in [0, 9]: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantile.of(LogBuckets.of(7, Map.of(3, -1L)), 0, 0.5, 0.05))
                .withMessage("count of bucket 3 must be >= 0: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantile.bucket(LogBuckets.of(7, Map.of()), 0.5))
                .withMessage("number of values must be >= 1: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Quantile(5, 6, 7, 10, 10, 2))
                .withMessage("value must be in [6.0, 7.0]: 5.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(8, 6, 7, 10, 10, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(Double.NaN, 6, 7, 10, 10, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(6, Double.NEGATIVE_INFINITY, 7, 10, 10, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(6, 6, Double.POSITIVE_INFINITY, 10, 10, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(6, 6, 7, 0, 10, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(6, 6, 7, 10, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(6, 6, 7, 10, 10, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantile(6, 6, 7, 10, 10, Double.POSITIVE_INFINITY));
    }

    private static LogBuckets buckets(LongStream values) {
        Map<Integer, Long> counts = new TreeMap<>();
        values.forEach(value -> counts.merge(LogBuckets.bucketOf(value, 7), 1L, Long::sum));
        return LogBuckets.of(7, counts);
    }
}
