package dev.upshot.stats.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Reason;
import dev.upshot.stats.moments.JointMoments;
import dev.upshot.stats.moments.Sample;
import dev.upshot.stats.moments.Units;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioDifferenceTest {
    private static final long[][] BASELINE = {{1, 2}, {3, 4}, {2, 5}, {7, 9}};
    private static final long[][] CANDIDATE = {{2, 2}, {5, 4}, {1, 3}};

    @Test
    void isTheMeanOfItsLinearTerms() {
        Contrast contrast = RatioDifference.welch(Units.rows(BASELINE), Units.rows(CANDIDATE))
                .orElseThrow();
        assertThat(contrast.baseline()).isEqualTo(13.0 / 20);
        assertThat(contrast.candidate()).isEqualTo(8.0 / 9);
        assertThat(contrast.baselineVariance()).isCloseTo(linearised(BASELINE) / 4, within(1e-15));
        assertThat(contrast.candidateVariance()).isCloseTo(linearised(CANDIDATE) / 3, within(1e-15));
        assertThat(contrast.covariance()).isZero();
    }

    @Test
    void overADenominatorOfOneItIsTheMean() {
        Sample a = Units.rows(new long[] {4, 1}, new long[] {8, 1}, new long[] {5, 1});
        Sample b = Units.rows(new long[] {9, 1}, new long[] {7, 1});
        Contrast means = MeanDifference.welch(Units.of(4, 8, 5), Units.of(9, 7)).orElseThrow();
        assertThat(RatioDifference.welch(a, b).orElseThrow()).isEqualTo(means);
        assertThat(RatioDifference.pooled(a, b).orElseThrow())
                .isEqualTo(
                        MeanDifference.pooled(Units.of(4, 8, 5), Units.of(9, 7)).orElseThrow());
        assertThat(ClusterDifference.of(a, b).orElseThrow()).isEqualTo(means);
    }

    @Test
    void aRatioThatIsTheSameForEveryUnitHasNoVariance() {
        Sample twice = Units.rows(new long[] {2, 1}, new long[] {6, 3}, new long[] {14, 7});
        Contrast contrast = RatioDifference.welch(twice, twice).orElseThrow();
        assertThat(contrast.baselineVariance()).isZero();
    }

    @Test
    void withoutADenominatorThereIsNoRatio() {
        Sample none = Units.rows(new long[] {1, 0}, new long[] {2, 0});
        Sample some = Units.rows(BASELINE);
        assertThat(RatioDifference.welch(none, some).whyMissing()).hasValue(Reason.ZERO_DENOMINATOR);
        assertThat(RatioDifference.welch(some, none).whyMissing()).hasValue(Reason.ZERO_DENOMINATOR);
    }

    @Test
    void armsWithoutEnoughUnitsHaveAReason() {
        Sample none = JointMoments.zero(List.of(0, 0)).sample();
        Sample one = Units.rows(new long[] {1, 2});
        Sample some = Units.rows(BASELINE);
        assertThat(RatioDifference.welch(none, some).whyMissing()).hasValue(Reason.BASELINE_EMPTY);
        assertThat(RatioDifference.welch(some, none).whyMissing()).hasValue(Reason.CANDIDATE_EMPTY);
        assertThat(RatioDifference.welch(some, one).whyMissing()).hasValue(Reason.TOO_FEW_UNITS);
        assertThat(ClusterDifference.of(some, one).whyMissing()).hasValue(Reason.TOO_FEW_CLUSTERS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioDifference.welch(some, Units.of(1, 2)))
                .withMessage("candidate must have 2 variables: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RatioDifference.welch(Units.of(1, 2), some))
                .withMessage("baseline must have 2 variables: 1");
    }

    /** Unbiased variance of (M − R D) / D̄ over the units. */
    private static double linearised(long[][] units) {
        double numerator = 0;
        double denominator = 0;
        for (long[] unit : units) {
            numerator += unit[0];
            denominator += unit[1];
        }
        double ratio = numerator / denominator;
        double sum = 0;
        for (long[] unit : units) {
            double term = (unit[0] - ratio * unit[1]) / (denominator / units.length);
            sum += term * term;
        }
        return sum / (units.length - 1);
    }
}
