package dev.upshot.stats.multiple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiplicityTest {
    @Test
    void adjustedPValuesStayInTheirPlaces() {
        assertThat(AdjustedPValues.holm(0.04, 0.01, 0.03))
                .containsExactly(new double[] {0.06, 0.03, 0.06}, within(1e-15));
        assertThat(AdjustedPValues.benjaminiHochberg(0.04, 0.01, 0.03))
                .containsExactly(new double[] {0.04, 0.03, 0.04}, within(1e-15));
    }

    @Test
    void oneComparisonNeedsNoAdjustmentAndNoneGivesNone() {
        assertThat(AdjustedPValues.holm(0.03)).containsExactly(0.03);
        assertThat(AdjustedPValues.benjaminiHochberg(0.03)).containsExactly(0.03);
        assertThat(AdjustedPValues.holm()).isEmpty();
        assertThat(AdjustedPValues.benjaminiHochberg()).isEmpty();
        assertThat(EValues.benjaminiHochberg(0.05)).isEmpty();
    }

    @Test
    void adjustedPValuesAreNeverAboveOneNorBelowTheirOwn() {
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            double[] p = random.doubles(1 + random.nextInt(12)).toArray();
            double[] holm = AdjustedPValues.holm(p);
            double[] bh = AdjustedPValues.benjaminiHochberg(p);
            for (int i = 0; i < p.length; i++) {
                assertThat(bh[i]).as("seed %d", seed).isBetween(p[i], 1.0);
                assertThat(holm[i]).as("seed %d", seed).isBetween(bh[i] - 1e-15, 1.0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void refusesPValuesThatAreNone(double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdjustedPValues.holm(0.5, p))
                .withMessageStartingWith("pValues must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdjustedPValues.benjaminiHochberg(0.5, p))
                .withMessageStartingWith("pValues must be in [0, 1]");
    }

    @Test
    void eValuesAreAveragedWithoutOverflow() {
        assertThat(EValues.logMean(Math.log(2), Math.log(4))).isCloseTo(Math.log(3), within(1e-12));
        assertThat(EValues.logMean(5000, 5000)).isEqualTo(5000);
        assertThat(EValues.logMean(5000, Double.NEGATIVE_INFINITY)).isCloseTo(5000 - Math.log(2), within(1e-9));
        assertThat(EValues.logMean(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(EValues.logMean(1, Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void anEValueIsWorthItsReciprocal() {
        assertThat(EValues.pValue(Math.log(20))).isCloseTo(0.05, within(1e-15));
        assertThat(EValues.pValue(-3)).isEqualTo(1);
        assertThat(EValues.pValue(Double.POSITIVE_INFINITY)).isZero();
    }

    /** Of four comparisons at 5 %: needed are 80 for one claim, 40 for two, 26.7 for three, 20 for four. */
    @Test
    void claimsByEValuesNeedMoreEvidenceTheFewerTheyAre() {
        assertThat(EValues.benjaminiHochberg(0.05, Math.log(79), 0, 0, 0)).containsExactly(false, false, false, false);
        assertThat(EValues.benjaminiHochberg(0.05, 0, Math.log(81), 0, 0)).containsExactly(false, true, false, false);
        assertThat(EValues.benjaminiHochberg(0.05, Math.log(41), 0, 0, Math.log(45)))
                .containsExactly(true, false, false, true);
        assertThat(EValues.benjaminiHochberg(0.05, 3.05, 3.05, 3.05, 3.05)).containsExactly(true, true, true, true);
    }

    @Test
    void refusesEValuesThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EValues.logMean())
                .withMessage("logEValues must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EValues.pValue(Double.NaN))
                .withMessage("logEValues must not be NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EValues.benjaminiHochberg(0, 1))
                .withMessageStartingWith("alpha must be");
    }
}
