package dev.upshot.stats.sequence;

import dev.upshot.stats.argument.Require;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One look, at the planned number of units: the narrowest interval, void if one looks earlier and stops at will.
 *
 * <p>The multiplier is \( z_{1 - \alpha/2} \) (one-sided \( z_{1 - \alpha} \)), or Student's quantile where degrees of freedom are known.
 *
 * @param alpha error rate of the one look, in (0, 1)
 * @param sides which bounds to give
 * @param plannedUnits units of both arms together at which to look, 1 to 2<sup>53</sup>
 */
public record FixedSample(double alpha, Sides sides, long plannedUnits) implements Clock {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * A fixed sample.
     *
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public FixedSample {
        Require.errorRate("alpha", alpha);
        Require.positiveCount("plannedUnits", plannedUnits);
    }

    /**
     * Whether the time to look has come.
     *
     * @param units mature units of both arms, 0 to 2<sup>53</sup>
     * @return true from the planned number on
     * @throws IllegalArgumentException if {@code units} is outside its range
     */
    public boolean reached(long units) {
        return Require.count("units", units) >= plannedUnits;
    }

    /**
     * By how much to multiply a standard error, with the normal distribution.
     *
     * @return the multiplier, rounded to nine decimals
     */
    public double multiplier() {
        return Rounded.multiplier(NORMAL.inverseSurvivalProbability(sides.perBound(alpha)));
    }

    /**
     * By how much to multiply a standard error, with Student's distribution.
     *
     * @param degreesOfFreedom finite and above zero
     * @return the multiplier, rounded to nine decimals
     * @throws IllegalArgumentException if {@code degreesOfFreedom} is not
     */
    public double multiplier(double degreesOfFreedom) {
        Require.positive("degreesOfFreedom", degreesOfFreedom);
        return Rounded.multiplier(
                TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(sides.perBound(alpha)));
    }

    @Override
    public FixedSample withAlpha(double alpha) {
        return new FixedSample(alpha, sides, plannedUnits);
    }

    @Override
    public String code() {
        return ClockCode.FIXED_SAMPLE + "(alpha=" + alpha + ",sides=" + sides.code() + ",planned_units=" + plannedUnits
                + ")";
    }
}
