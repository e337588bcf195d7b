package dev.upshot.stats;

import java.math.BigInteger;

/**
 * Argument checks that name the argument, the value found and what is allowed.
 *
 * <p>Public only because the library's packages share it.
 */
public final class Arguments {
    private static final int MAX_BITS = 127;

    private Arguments() {}

    public static void checkScale(int scale) {
        if (scale < 0 || scale > Moments.MAX_SCALE) {
            throw new IllegalArgumentException("scale must be in [0, " + Moments.MAX_SCALE + "]: " + scale);
        }
    }

    public static void checkSameScale(String name, int scale, int otherScale) {
        if (scale != otherScale) {
            throw new IllegalArgumentException(name + " must have scale " + scale + ": " + otherScale);
        }
    }

    public static void check128Bits(String name, BigInteger value) {
        if (value.bitLength() > MAX_BITS) {
            throw new ArithmeticException(name + " must fit 128 bits: needs " + (value.bitLength() + 1));
        }
    }

    /** Below 2<sup>-53</sup> the probability 1 − alpha/2 is 1 as {@code double} and its quantile infinite. */
    public static void checkAlpha(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be in (0, 1): " + alpha);
        }
        if (1 - alpha / 2 == 1) {
            throw new IllegalArgumentException("alpha must be large enough that 1 - alpha/2 is below 1: " + alpha);
        }
    }

    /**
     * Refuses what is not a number or infinite.
     *
     * @param name of the argument
     * @param value to check
     */
    public static void checkFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite: " + value);
        }
    }

    /**
     * Refuses what is negative, not a number or infinite.
     *
     * @param name of the argument
     * @param value to check
     */
    public static void checkNotNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and >= 0: " + value);
        }
    }

    /**
     * Refuses zero, what is negative and what is not a number; infinity passes.
     *
     * @param name of the argument
     * @param value to check
     */
    public static void checkPositive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }

    /**
     * Refuses what is not strictly between zero and one.
     *
     * @param name of the argument
     * @param value to check
     */
    public static void checkOpenUnit(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1): " + value);
        }
    }

    /**
     * Refuses counts that are too low.
     *
     * @param name of the argument
     * @param count to check
     * @param least the lowest count allowed
     */
    public static void checkCount(String name, long count, long least) {
        if (count < least) {
            throw new IllegalArgumentException(name + " must be >= " + least + ": " + count);
        }
    }

    /**
     * Refuses counts that are too low, or beyond 2<sup>53</sup>: a {@code double} does not hold all of those.
     *
     * @param name of the argument
     * @param count to check
     * @param least the lowest count allowed
     */
    public static void checkUnits(String name, long count, long least) {
        if (count < least || count > 1L << 53) {
            throw new IllegalArgumentException(name + " must be in [" + least + ", 2^53]: " + count);
        }
    }

    /**
     * Refuses a count that cannot be part of another one.
     *
     * @param name of the argument
     * @param part to check
     * @param wholeName of the other argument
     * @param whole the other count
     */
    public static void checkPart(String name, long part, String wholeName, long whole) {
        if (part < 0 || part > whole) {
            throw new IllegalArgumentException(name + " must be in [0, " + wholeName + " = " + whole + "]: " + part);
        }
    }

    /**
     * Refuses zero, what is negative, what is not a number and infinity.
     *
     * @param name of the argument
     * @param value to check
     */
    public static void checkPositiveFinite(String name, double value) {
        if (!(value > 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be finite and > 0: " + value);
        }
    }

    /**
     * Refuses numbers whose square a {@code double} cannot hold, and what is no number.
     *
     * @param name of the argument
     * @param value to check
     */
    public static void checkSquarable(String name, double value) {
        if (!(Math.abs(value) <= 1e150)) {
            throw new IllegalArgumentException(name + " must be finite and at most 1e150 in magnitude: " + value);
        }
    }

    /**
     * Refuses what is not between zero and one, both included.
     *
     * @param name of the argument
     * @param value to check
     */
    public static void checkClosedUnit(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1]: " + value);
        }
    }

    /** Refuses increments and sums that no sample can have. */
    public static void checkSample(String name, Moments moments) {
        if (moments.n() < 0) {
            throw new IllegalArgumentException(name + " must have n >= 0: " + moments.n());
        }
        boolean possible = moments.n() == 0
                ? moments.sum().signum() == 0 && moments.sumSquares().signum() == 0
                : moments.spread().signum() >= 0;
        if (!possible) {
            throw new IllegalArgumentException(name + " must be the moments of a sample: " + moments);
        }
    }

    static void checkSample(String name, RatioMoments moments) {
        if (moments.n() < 0) {
            throw new IllegalArgumentException(name + " must have n >= 0: " + moments.n());
        }
    }
}
