package dev.upshot.stats.sequence;

import dev.upshot.stats.Arguments;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How much of a bound's error rate may be spent until a share of the planned information is there: zero at the start, all at the end,
 * never falling.
 *
 * <p>Reference: Lan, K. K. G., DeMets, D. L. (1983). Discrete sequential boundaries for clinical trials. Biometrika 70, 659–663.
 */
public sealed interface Spending permits Spending.OBrienFleming, Spending.Power {
    /**
     * The error rate spent until now.
     *
     * @param fraction information now as a share of that planned, in [0, 1]
     * @param alpha error rate of the bound, in (0, 1)
     * @return in [0, alpha]
     * @throws IllegalArgumentException if an argument is outside its range
     */
    double spent(double fraction, double alpha);

    /**
     * The name in stored choices.
     *
     * @return as {@link Clock#parse} reads it
     */
    String code();

    /**
     * Almost nothing early, almost all at the end: \( 2 - 2 \Phi\left(z_{1 - \alpha/2} / \sqrt t\right) \), whose bounds are close to those
     * of O'Brien and Fleming. Hardly any power is lost against one look at the end.
     */
    record OBrienFleming() implements Spending {
        static final String CODE = "obrien_fleming";
        private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

        @Override
        public double spent(double fraction, double alpha) {
            Arguments.checkClosedUnit("fraction", fraction);
            Arguments.checkAlpha(alpha);
            return fraction == 0
                    ? 0
                    : Math.min(
                            alpha,
                            2
                                    * NORMAL.survivalProbability(
                                            NORMAL.inverseSurvivalProbability(alpha / 2) / Math.sqrt(fraction)));
        }

        @Override
        public String code() {
            return CODE;
        }
    }

    /**
     * The power family \( \alpha t^r \) of Kim and DeMets: r = 1 spends evenly, r = 2 is Spotify's choice, r = 3 is close to
     * O'Brien–Fleming.
     *
     * @param exponent r, finite and above zero
     */
    record Power(double exponent) implements Spending {
        static final String PREFIX = "power:";

        /**
         * A power.
         *
         * @throws IllegalArgumentException if {@code exponent} is not finite and above zero
         */
        public Power {
            Arguments.checkPositiveFinite("exponent", exponent);
        }

        @Override
        public double spent(double fraction, double alpha) {
            Arguments.checkClosedUnit("fraction", fraction);
            Arguments.checkAlpha(alpha);
            return alpha * StrictMath.pow(fraction, exponent);
        }

        @Override
        public String code() {
            return PREFIX + exponent;
        }
    }
}
