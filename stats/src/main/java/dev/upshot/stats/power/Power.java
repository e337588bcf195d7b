package dev.upshot.stats.power;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The chance to see an effect at one look, and the least effect that is seen often enough.
 *
 * <p>With a clock's multiplier c and an effect of δ standard errors:
 *
 * <p>\[ \text{power} = 1 - \Phi(c - \delta) + \Phi(-c - \delta), \quad \text{one-sided } 1 - \Phi(c - \delta) \]
 *
 * <p>For a relative effect L the standard error is the delta method's under the alternative, \( se^2 = \frac{v_b}{n_b m^2} + \frac{v_a (1 +
 * L)^2}{n_a m^2} \). The smallest detectable effect solves power = target.
 *
 * <p>With the multiplier of a confidence sequence this is the power at that look alone: looking before as well makes it larger, so it is a
 * lower bound. (GrowthBook multiplies the variance by (c/z)² instead, which is the same at a power of one half, more optimistic below and
 * more pessimistic above.) For alpha spending see {@link GroupSequentialPower}.
 *
 * <p>References: Chow, S.-C., Shao, J., Wang, H. (2007). Sample Size Calculations in Clinical Research, chapter 3; GrowthBook {@code
 * packages/shared/src/power/power.ts}.
 */
public final class Power {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double LARGEST_LIFT = 1e6;

    private Power() {}

    /**
     * The power against an effect of so many standard errors.
     *
     * @param standardErrors δ, finite; the sign counts for one-sided alternatives
     * @param multiplier c, above zero, possibly infinite
     * @param alternative what is looked for
     * @return in [0, 1]
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static double of(double standardErrors, double multiplier, Alternative alternative) {
        Arguments.checkFinite("standardErrors", standardErrors);
        Arguments.checkPositive("multiplier", multiplier);
        return switch (alternative) {
            case TWO_SIDED ->
                Math.min(
                        1,
                        NORMAL.survivalProbability(multiplier - standardErrors)
                                + NORMAL.cumulativeProbability(-multiplier - standardErrors));
            case GREATER -> NORMAL.survivalProbability(multiplier - standardErrors);
            case LESS -> NORMAL.survivalProbability(multiplier + standardErrors);
        };
    }

    /**
     * The power against a relative difference.
     *
     * @param baseline what is known of the KPI
     * @param arms how many units each arm has
     * @param lift the relative difference, possible for the KPI
     * @param multiplier c, above zero, possibly infinite
     * @param alternative what is looked for
     * @return in [0, 1]
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static double ofLift(Baseline baseline, Arms arms, double lift, double multiplier, Alternative alternative) {
        double error = arms.relativeError(baseline, lift);
        // Without any variance under the alternative the effect is seen with certainty.
        double standardErrors = error == 0 ? Math.copySign(Double.MAX_VALUE, lift) : lift / error;
        return of(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, standardErrors)), multiplier, alternative);
    }

    /**
     * The least relative difference above zero (for {@link Alternative#LESS} below zero) that is seen with the power asked for.
     *
     * <p>Numerical method: bisection to 10<sup>-12</sup> of the result, from zero to a lift of 10<sup>6</sup>, to the largest possible for a
     * proportion, and to −1 for {@link Alternative#LESS}.
     *
     * @param baseline what is known of the KPI
     * @param arms how many units each arm has
     * @param multiplier c, above zero, possibly infinite
     * @param alternative what is looked for
     * @param target the power, in (0, 1)
     * @return empty if no possible effect is seen that often
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static OptionalDouble detectableLift(
            Baseline baseline, Arms arms, double multiplier, Alternative alternative, double target) {
        Arguments.checkOpenUnit("target", target);
        double end = alternative == Alternative.LESS ? -1 : largest(baseline);
        if (ofLift(baseline, arms, end, multiplier, alternative) < target) {
            return OptionalDouble.empty();
        }
        double unseen = 0;
        double seen = end;
        while (Math.abs(seen - unseen) > 1e-12 * Math.abs(seen)) {
            double middle = (unseen + seen) / 2;
            if (ofLift(baseline, arms, middle, multiplier, alternative) < target) {
                unseen = middle;
            } else {
                seen = middle;
            }
        }
        return OptionalDouble.of(seen);
    }

    private static double largest(Baseline baseline) {
        return baseline instanceof Baseline.Proportion p ? (1 - p.mean()) / p.mean() : LARGEST_LIFT;
    }
}
