package dev.upshot.stats.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.upshot.stats.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 100, 1e9})
    void atItsBoundTheEValueIsOneOverAlpha(double v) {
        NormalMixture mixture = NormalMixture.of(12.5);
        double two = mixture.twoSidedBound(v, 0.02);
        assertThat(mixture.logTwoSided(two, v)).isCloseTo(Math.log(50), within(1e-9));
        assertThat(mixture.logTwoSided(-two, v)).isCloseTo(Math.log(50), within(1e-9));
        double one = mixture.oneSidedBound(v, 0.02);
        assertThat(mixture.logOneSided(one, v)).isCloseTo(Math.log(50), within(1e-9));
        assertThat(one).isLessThanOrEqualTo(mixture.oneSidedClosedForm(v, 0.02));
    }

    @Test
    void farBelowZeroTheOneSidedEValueVanishesWithoutBecomingNaN() {
        NormalMixture mixture = NormalMixture.of(1);
        // M tends to (2 / √(2π v)) √(…) / −s: about one over s.
        assertThat(mixture.logOneSided(-1000, 99)).isBetween(-10.0, -4.0);
        assertThat(mixture.logOneSided(-369, 99)).isCloseTo(mixture.logOneSided(-371, 99), within(0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAParameterThatIsNone(double rho) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalMixture.of(rho))
                .withMessageStartingWith("rho must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NormalMixture.tunedFor(rho, 0.05))
                .withMessageStartingWith("variance must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetaBinomialMixture.twoSided(1, 0.05, rho, 1))
                .withMessageStartingWith("g must be");
    }

    @Test
    void refusesSumsThatAreNone() {
        NormalMixture mixture = NormalMixture.of(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mixture.logTwoSided(Double.NaN, 1))
                .withMessageStartingWith("s must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mixture.logOneSided(1, -1))
                .withMessageStartingWith("v must be");
        BetaBinomialMixture binomial = BetaBinomialMixture.twoSided(10, 0.05, 0.2, 0.8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> binomial.log(51, 10))
                .withMessageStartingWith("s must be in [-v/h, v/g]");
    }

    @Test
    void whereNoPossibleSumIsEvidenceTheBoundIsTheLargestSum() {
        BetaBinomialMixture binomial = BetaBinomialMixture.twoSided(100, 0.05, 0.2, 0.8);
        assertThat(binomial.bound(0.16, 0.05)).isEqualTo(0.16 / 0.2);
    }

    /** Exactly: the chance that the sequence ever leaves out p, by going through all paths of up to 120 units. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.5})
    void aRateIsLeftOutWithLessThanItsErrorRate(double p) {
        BernoulliSequence sequence = new BernoulliSequence(0.1, 40);
        double[] alive = {1};
        double left = 0;
        for (int n = 1; n <= 120; n++) {
            double[] next = new double[n + 1];
            for (int x = 0; x < n; x++) {
                next[x] += alive[x] * (1 - p);
                next[x + 1] += alive[x] * p;
            }
            for (int x = 0; x <= n; x++) {
                if (next[x] > 1e-12) {
                    Estimate share = sequence.proportion(x, n);
                    if (p < share.lower() || p > share.upper()) {
                        left += next[x];
                        next[x] = 0;
                    }
                }
            }
            alive = next;
        }
        assertThat(left).isLessThan(0.1);
    }

    @Test
    void aRateHasBoundsFromTheFirstUnitOn() {
        Estimate none = new BernoulliSequence(0.05, 1000).proportion(0, 1);
        assertThat(none.lower()).isZero();
        assertThat(none.upper()).isBetween(0.9, 1.0);
        assertThat(new BernoulliSequence(0.05, 1000).proportion(25, 100).standardError())
                .isCloseTo(Math.sqrt(0.25 * 0.75 / 100), within(1e-15));
        Estimate all = new BernoulliSequence(0.05, 1000).proportion(500, 500);
        assertThat(all.value()).isEqualTo(1);
        assertThat(all.upper()).isEqualTo(1);
        assertThat(all.lower()).isGreaterThan(0.97);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BernoulliSequence(0.05, 1000).proportion(2, 1))
                .withMessage("events must be in [0, units = 1]: 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BernoulliSequence(0.05, 1000).proportion(0, 0))
                .withMessageStartingWith("units must be");
    }

    @Test
    void theRegressionRadiusTendsToThatOfTheNormalMixture() {
        long n = 1_000_000;
        double precision = LinearModelRadius.precisionFor(n, 3, 0.05);
        NormalMixture normal = NormalMixture.of(precision);
        assertThat(LinearModelRadius.of(n, 3, 0.05, precision))
                .isCloseTo(normal.twoSidedBound((double) n, 0.05) / Math.sqrt((double) n), within(1e-4));
    }

    @Test
    void tooFewUnitsForARegressionExcludeNothing() {
        assertThat(LinearModelRadius.of(3, 2, 0.05, 100)).isInfinite();
        double precision = LinearModelRadius.precisionFor(20, 2, 0.05);
        double least = LinearModelRadius.of(20, 2, 0.05, precision);
        assertThat(LinearModelRadius.of(20, 2, 0.05, precision * 1.2)).isGreaterThan(least);
        assertThat(LinearModelRadius.of(20, 2, 0.05, precision / 1.2)).isGreaterThan(least);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearModelRadius.of(5, 5, 0.05, 1))
                .withMessage("coefficients must be in [1, units - 1 = 4]: 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearModelRadius.precisionFor(1, 1, 0.05))
                .withMessageStartingWith("plannedUnits must be");
    }
}
