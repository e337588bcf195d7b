package dev.upshot.stats.moments;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Powers;

/** Real values as whole multiples of a power of ten, so that sums of them are exact. */
public final class FixedPoint {
    private static final double LIMIT = 999_999_999_999_999d;

    private FixedPoint() {}

    /**
     * The nearest multiple, ties to even.
     *
     * <p>For values that are computed, as a weight or a score: rounding comes before summing, so the sum does not depend on the order.
     *
     * @param value finite, at most 15 digits long at this scale
     * @param scale decimal places, from 0 to 9
     * @return the number of units of 10<sup>−scale</sup>
     * @throws IllegalArgumentException if {@code value} is not finite or too long, or {@code scale} out of range
     */
    public static long round(double value, int scale) {
        Arguments.checkScale(scale);
        Arguments.checkFinite("value", value);
        double rounded = Math.rint(value * Powers.of10(scale));
        if (Math.abs(rounded) > LIMIT) {
            throw new IllegalArgumentException("value must have at most 15 digits at scale " + scale + ": " + value);
        }
        return (long) rounded;
    }
}
