package dev.upshot.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The error rate of an interval at a sample size fixed beforehand, and the side or sides it is spent on.
 *
 * <p>The critical value is the quantile at 1 − α/2 (two-sided) or 1 − α (one-sided) of Student's distribution with ν degrees of freedom, or
 * of the normal distribution where ν is infinite. It is rounded to nine decimals, half even, so that implementations of the quantile agree.
 *
 * @param alpha error rate, in (0, 1), not so small that 1 − α/2 is 1 as {@code double}
 * @param alternative the side or sides
 */
public record Level(double alpha, Alternative alternative) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1) or is below 2<sup>-53</sup>
     */
    public Level {
        Arguments.checkAlpha(alpha);
    }

    /**
     * Both sides.
     *
     * @param alpha error rate of both sides together, in (0, 1)
     * @return the level
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1) or is below 2<sup>-53</sup>
     */
    public static Level twoSided(double alpha) {
        return new Level(alpha, Alternative.TWO_SIDED);
    }

    /**
     * The critical value at this level.
     *
     * @param degreesOfFreedom of Student's distribution, positive; infinite for the normal distribution
     * @return the quantile, rounded to nine decimals; negative for a one-sided level above one half
     * @throws IllegalArgumentException if {@code degreesOfFreedom} is not positive
     */
    public double critical(double degreesOfFreedom) {
        Arguments.checkPositive("degreesOfFreedom", degreesOfFreedom);
        double probability = 1 - (alternative == Alternative.TWO_SIDED ? alpha / 2 : alpha);
        return Quantiles.rounded(probability, degreesOfFreedom);
    }

    /**
     * The interval around an estimate.
     *
     * @param value the point estimate, finite
     * @param standardError its standard error, not negative and finite
     * @param degreesOfFreedom of the standard error, positive; infinite if it is taken as known
     * @return value ∓ critical · standard error; the bound on the side that is not looked at is infinite
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public Estimate around(double value, double standardError, double degreesOfFreedom) {
        Arguments.checkFinite("value", value);
        Arguments.checkNotNegative("standardError", standardError);
        double margin = critical(degreesOfFreedom) * standardError;
        return new Estimate(
                value,
                standardError,
                alternative == Alternative.LESS ? Double.NEGATIVE_INFINITY : value - margin,
                alternative == Alternative.GREATER ? Double.POSITIVE_INFINITY : value + margin);
    }

    /**
     * The chance of an estimate at least as far on the side or sides looked at, were the true value zero.
     *
     * @param value the point estimate, finite
     * @param standardError its standard error, positive and finite
     * @param degreesOfFreedom of the standard error, positive; infinite if it is taken as known
     * @return the p-value, in [0, 1]; it does not depend on {@code alpha}
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public double pValue(double value, double standardError, double degreesOfFreedom) {
        Arguments.checkFinite("value", value);
        Arguments.checkPositive("standardError", standardError);
        Arguments.checkPositive("degreesOfFreedom", degreesOfFreedom);
        double statistic = value / standardError;
        return switch (alternative) {
            case TWO_SIDED -> Math.min(1, 2 * above(Math.abs(statistic), degreesOfFreedom));
            case GREATER -> above(statistic, degreesOfFreedom);
            case LESS -> above(-statistic, degreesOfFreedom);
        };
    }

    private static double above(double statistic, double degreesOfFreedom) {
        return Double.isInfinite(degreesOfFreedom)
                ? NormalDistribution.of(0, 1).survivalProbability(statistic)
                : TDistribution.of(degreesOfFreedom).survivalProbability(statistic);
    }
}
