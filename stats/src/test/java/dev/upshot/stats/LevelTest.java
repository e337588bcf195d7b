package dev.upshot.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class LevelTest {
    private static final double NORMAL = Double.POSITIVE_INFINITY;

    @Test
    void criticalValuesAreThePublishedQuantiles() {
        assertThat(Level.twoSided(0.05).critical(NORMAL)).isEqualTo(1.959963985);
        assertThat(new Level(0.05, Alternative.GREATER).critical(NORMAL)).isEqualTo(1.644853627);
        assertThat(new Level(0.05, Alternative.LESS).critical(10)).isEqualTo(1.812461123);
        assertThat(Level.twoSided(0.05).critical(1)).isEqualTo(12.706204736);
        assertThat(new Level(0.9, Alternative.GREATER).critical(NORMAL)).isEqualTo(-1.281551566);
    }

    @Test
    void criticalValuesAreThoseOfCommonsToTheLastDecimal() {
        long seed = 20261124;
        Random random = new Random(seed);
        double[] alphas = {0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.0025, 0.001, 0.0009, 1e-4};
        for (int round = 0; round < 6_000; round++) {
            double df = Math.pow(10, 0.5 + 5 * random.nextDouble());
            double alpha = alphas[random.nextInt(alphas.length)];
            Alternative side = random.nextBoolean() ? Alternative.TWO_SIDED : Alternative.LESS;
            double p = 1 - (side == Alternative.TWO_SIDED ? alpha / 2 : alpha);
            double commons = new BigDecimal(TDistribution.of(df).inverseCumulativeProbability(p))
                    .setScale(9, RoundingMode.HALF_EVEN)
                    .doubleValue();
            assertThat(new Level(alpha, side).critical(df))
                    .as("df %s, alpha %s %s, seed %d", df, alpha, side, seed)
                    .isEqualTo(commons);
        }
    }

    @Test
    void pValuesFollowTheSide() {
        assertThat(Level.twoSided(0.05).pValue(-1.959963985, 1, NORMAL)).isCloseTo(0.05, within(1e-9));
        assertThat(new Level(0.05, Alternative.GREATER).pValue(3.289707254, 2, NORMAL))
                .isCloseTo(0.05, within(1e-9));
        assertThat(new Level(0.05, Alternative.LESS).pValue(-1.812461123, 1, 10))
                .isCloseTo(0.05, within(1e-9));
        assertThat(Level.twoSided(0.05).pValue(0, 1, 5)).isEqualTo(1);
    }

    @Test
    void theSideNotLookedAtIsOpen() {
        Estimate both = Level.twoSided(0.05).around(10, 2, NORMAL);
        assertThat(both.lower()).isEqualTo(10 - 1.959963985 * 2);
        assertThat(both.upper()).isEqualTo(10 + 1.959963985 * 2);
        Estimate greater = new Level(0.025, Alternative.GREATER).around(10, 2, NORMAL);
        assertThat(greater.lower()).isEqualTo(both.lower());
        assertThat(greater.upper()).isEqualTo(Double.POSITIVE_INFINITY);
        Estimate less = new Level(0.025, Alternative.LESS).around(10, 2, NORMAL);
        assertThat(less.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(less.upper()).isEqualTo(both.upper());
    }

    @Test
    void refusesArgumentsOutOfRange() {
        for (double alpha : new double[] {0, 1, -0.1, 2, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Level.twoSided(alpha))
                    .withMessage("alpha must be in (0, 1): " + alpha);
        }
        Level level = Level.twoSided(0.05);
        for (double df : new double[] {0, -1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> level.critical(df))
                    .withMessage("degreesOfFreedom must be positive: " + df);
            assertThatIllegalArgumentException().isThrownBy(() -> level.pValue(1, 1, df));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> level.around(Double.NaN, 1, 5))
                .withMessage("value must be finite: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> level.around(1, -1, 5))
                .withMessage("standardError must be finite and >= 0: -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> level.pValue(1, 0, 5))
                .withMessage("standardError must be positive: 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> level.pValue(Double.NaN, 1, 5));
    }

    @Test
    void aResultIsAnAnswerOrAReason() {
        Result<Integer> found = Result.of(3);
        Result<Integer> missing = Result.missing(Reason.ZERO_VARIANCE);
        assertThat(found.map(x -> 2 * x).toOptional()).hasValue(6);
        assertThat(found.whyMissing()).isEmpty();
        assertThat(found.then(x -> missing)).isEqualTo(missing);
        assertThat(missing.map(x -> 2 * x)).isEqualTo(missing);
        assertThat(missing.toOptional()).isEmpty();
        assertThat(missing.whyMissing()).hasValue(Reason.ZERO_VARIANCE);
        assertThat(found.orElseThrow()).isEqualTo(3);
        assertThatIllegalStateException().isThrownBy(missing::orElseThrow).withMessage("no answer: zero_variance");
    }

    @Test
    void reasonsHaveCodesForTables() {
        assertThat(Reason.values())
                .extracting(Reason::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z_]+"));
        assertThat(Reason.UNBOUNDED.code()).isEqualTo("unbounded");
    }
}
