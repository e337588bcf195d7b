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
import java.util.Random;
import org.junit.jupiter.api.Test;

class CupedTest {

    @Test
    void takesAwayWhatTheCovariateExplainsAndNoMore() {
        long seed = 20261124;
        Random random = new Random(seed);
        long[][] a = units(random, 5000, 0, 0.7);
        long[][] b = units(random, 5000, 300, 0.7);
        Contrast plain = MeanDifference.welch(first(a), first(b)).orElseThrow();
        Contrast adjusted = Cuped.means(Units.rows(a), Units.rows(b)).orElseThrow();
        Sample both = Units.rows(a).and(Units.rows(b));
        double rho = both.covariance(0, 1) / Math.sqrt(both.variance(0) * both.variance(1));
        assertThat(adjusted.differenceVariance() / plain.differenceVariance())
                .as("seed %d", seed)
                .isCloseTo(1 - rho * rho, within(0.02 * (1 - rho * rho)));
        assertThat(adjusted.baseline()).isEqualTo(plain.baseline());
        assertThat(adjusted.difference()).isCloseTo(300, within(4 * Math.sqrt(adjusted.differenceVariance())));
    }

    @Test
    void aCovariateWithoutVarianceChangesNothing() {
        Sample a = Units.rows(new long[] {1, 5}, new long[] {4, 5}, new long[] {2, 5});
        Sample b = Units.rows(new long[] {3, 5}, new long[] {5, 5});
        assertThat(Cuped.coefficients(a, b)).containsExactly(0);
        assertThat(Cuped.means(a, b).orElseThrow())
                .isEqualTo(
                        MeanDifference.welch(Units.of(1, 4, 2), Units.of(3, 5)).orElseThrow());
    }

    @Test
    void aCovariateThatExplainsEverythingLeavesNoVariance() {
        Sample a = Units.rows(new long[] {1, 1}, new long[] {2, 2}, new long[] {6, 6});
        Sample b = Units.rows(new long[] {4, 4}, new long[] {5, 5}, new long[] {9, 9});
        Contrast contrast = Cuped.means(a, b, new double[] {1}).orElseThrow();
        assertThat(contrast.difference()).isCloseTo(0, within(1e-15));
        assertThat(contrast.absolute(Level.twoSided(0.05)).whyMissing()).hasValue(Reason.ZERO_VARIANCE);
    }

    @Test
    void severalCovariatesHaveTheCoefficientsOfTheirRegression() {
        Random random = new Random(4);
        long[][] a = new long[400][4];
        long[][] b = new long[300][4];
        for (long[][] arm : List.of(a, b)) {
            for (long[] unit : arm) {
                unit[1] = Math.round(1000 * random.nextGaussian());
                unit[2] = unit[1] + Math.round(500 * random.nextGaussian());
                unit[3] = Math.round(2000 * random.nextGaussian());
                unit[0] = 3 * unit[1] - 2 * unit[2] + 5 * unit[3];
            }
        }
        double[] theta = Cuped.coefficients(Units.rows(a), Units.rows(b));
        assertThat(theta).hasSize(3);
        assertThat(theta[0]).isCloseTo(3, within(1e-10));
        assertThat(theta[1]).isCloseTo(-2, within(1e-10));
        assertThat(theta[2]).isCloseTo(5, within(1e-10));
        assertThat(Cuped.means(Units.rows(a), Units.rows(b)).orElseThrow().difference())
                .isCloseTo(0, within(1e-8));
    }

    @Test
    void aCovariateThatRepeatsAnotherIsLeftOut() {
        Random random = new Random(6);
        long[][] once = units(random, 200, 0, 0.5);
        long[][] twice = new long[once.length][];
        for (int i = 0; i < once.length; i++) {
            twice[i] = new long[] {once[i][0], once[i][1], 2 * once[i][1]};
        }
        double[] theta = Cuped.coefficients(Units.rows(twice), Units.rows(twice));
        assertThat(theta[1]).isZero();
        assertThat(theta[0]).isCloseTo(Cuped.coefficients(Units.rows(once), Units.rows(once))[0], within(1e-12));
    }

    @Test
    void armsWithoutEnoughUnitsHaveAReason() {
        Sample none = JointMoments.zero(List.of(0, 0)).sample();
        Sample one = Units.rows(new long[] {1, 2});
        Sample some = Units.rows(new long[] {1, 2}, new long[] {2, 5});
        assertThat(Cuped.means(none, some).whyMissing()).hasValue(Reason.BASELINE_EMPTY);
        assertThat(Cuped.means(some, none).whyMissing()).hasValue(Reason.CANDIDATE_EMPTY);
        assertThat(Cuped.means(one, some, new double[] {1}).whyMissing()).hasValue(Reason.TOO_FEW_UNITS);
    }

    @Test
    void refusesVariablesAndCoefficientsThatDoNotFit() {
        Sample some = Units.rows(new long[] {1, 2}, new long[] {2, 5});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cuped.means(Units.of(1, 2), Units.of(1, 2)))
                .withMessage("baseline must have 2 variables: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cuped.means(some, Units.of(1, 2)))
                .withMessage("candidate must have 2 variables: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cuped.means(some, some, new double[] {1, 2}))
                .withMessage("theta must have 1 coefficients: 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cuped.means(some, some, new double[] {Double.NaN}))
                .withMessage("theta must be finite: NaN");
        Sample four = Units.rows(new long[] {1, 2, 3, 4}, new long[] {2, 5, 1, 2});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CupedRatio.of(four, some))
                .withMessage("candidate must have 4 variables: 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CupedRatio.of(some, four))
                .withMessage("baseline must have 4 variables: 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CupedRatio.of(four, four, Double.NEGATIVE_INFINITY))
                .withMessage("theta must be finite: -Infinity");
    }

    @Test
    void ratiosOverOneAreAdjustedAsMeansAre() {
        Random random = new Random(8);
        long[][] a = units(random, 300, 0, 0.6);
        long[][] b = units(random, 200, 50, 0.6);
        double theta = 0.25;
        Contrast means =
                Cuped.means(Units.rows(a), Units.rows(b), new double[] {theta}).orElseThrow();
        Contrast ratios = CupedRatio.of(overOne(a), overOne(b), theta).orElseThrow();
        assertThat(ratios.difference()).isCloseTo(means.difference(), within(1e-9));
        assertThat(ratios.differenceVariance()).isCloseTo(means.differenceVariance(), within(1e-9));
        assertThat(ratios.covariance()).isCloseTo(means.covariance(), within(1e-9));
    }

    @Test
    void aRatioWithoutADenominatorOrWithoutSpreadBefore() {
        Sample noDenominator = Units.rows(new long[] {1, 1, 1, 0}, new long[] {2, 3, 1, 0});
        Sample some = Units.rows(new long[] {1, 1, 1, 1}, new long[] {2, 3, 1, 1});
        assertThat(CupedRatio.of(some, noDenominator).whyMissing()).hasValue(Reason.ZERO_DENOMINATOR);
        assertThat(CupedRatio.of(noDenominator, some).whyMissing()).hasValue(Reason.ZERO_DENOMINATOR);
        Contrast adjusted = CupedRatio.of(some, some).orElseThrow();
        Contrast plain = RatioDifference.welch(some, some).orElseThrow();
        assertThat(adjusted).isEqualTo(plain);
        assertThat(CupedRatio.of(JointMoments.zero(List.of(0, 0, 0, 0)).sample(), some)
                        .whyMissing())
                .hasValue(Reason.BASELINE_EMPTY);
    }

    private static Sample overOne(long[][] units) {
        long[][] rows = new long[units.length][];
        for (int i = 0; i < units.length; i++) {
            rows[i] = new long[] {units[i][0], 1, units[i][1], 1};
        }
        return Units.rows(rows);
    }

    private static Sample first(long[][] units) {
        long[] values = new long[units.length];
        for (int i = 0; i < units.length; i++) {
            values[i] = units[i][0];
        }
        return Units.of(values);
    }

    /** Outcomes and covariates of the given correlation, in thousandths. */
    private static long[][] units(Random random, int n, long shift, double correlation) {
        long[][] units = new long[n][];
        for (int i = 0; i < n; i++) {
            double x = random.nextGaussian();
            double y = correlation * x + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            units[i] = new long[] {shift + Math.round(1000 * y), Math.round(1000 * x)};
        }
        return units;
    }
}
