package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import dev.upshot.stats.Level;

/**
 * One look, at the planned number of units: the narrowest interval, void if one looks earlier and stops at will.
 *
 * <p>The multiplier is \( z_{1 - \alpha/2} \) (one-sided \( z_{1 - \alpha} \)), or Student's quantile where degrees of freedom are known.
 *
 * @param alpha error rate of the one look, in (0, 1)
 * @param alternative which bounds to give
 * @param plannedUnits units of both arms together at which to look, 1 to 2<sup>53</sup>
 */
public record FixedSample(double alpha, Alternative alternative, long plannedUnits) implements Clock {
    /**
     * A fixed sample.
     *
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public FixedSample {
        Arguments.checkAlpha(alpha);
        Arguments.checkUnits("plannedUnits", plannedUnits, 1);
    }

    /**
     * Whether the time to look has come.
     *
     * @param units mature units of both arms, 0 to 2<sup>53</sup>
     * @return true from the planned number on
     * @throws IllegalArgumentException if {@code units} is outside its range
     */
    public boolean reached(long units) {
        Arguments.checkUnits("units", units, 0);
        return units >= plannedUnits;
    }

    /**
     * By how much to multiply a standard error, with the normal distribution.
     *
     * @return the multiplier, rounded to nine decimals
     */
    public double multiplier() {
        return new Level(alpha, alternative).critical(Double.POSITIVE_INFINITY);
    }

    /**
     * By how much to multiply a standard error, with Student's distribution.
     *
     * @param degreesOfFreedom finite and above zero
     * @return the multiplier, rounded to nine decimals
     * @throws IllegalArgumentException if {@code degreesOfFreedom} is not
     */
    public double multiplier(double degreesOfFreedom) {
        Arguments.checkPositiveFinite("degreesOfFreedom", degreesOfFreedom);
        return new Level(alpha, alternative).critical(degreesOfFreedom);
    }

    @Override
    public FixedSample withAlpha(double alpha) {
        return new FixedSample(alpha, alternative, plannedUnits);
    }

    @Override
    public String code() {
        return ClockCode.FIXED_SAMPLE + "(alpha=" + alpha + ",sides=" + ClockCode.sides(alternative) + ",planned_units="
                + plannedUnits + ")";
    }
}
