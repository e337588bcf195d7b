package dev.upshot.stats;

import java.math.BigInteger;

/** Argument checks that name the argument, the value found and what is allowed. */
final class Arguments {
    private static final int MAX_BITS = 127;

    private Arguments() {}

    static void checkScale(int scale) {
        if (scale < 0 || scale > Moments.MAX_SCALE) {
            throw new IllegalArgumentException("scale must be in [0, " + Moments.MAX_SCALE + "]: " + scale);
        }
    }

    static void checkSameScale(String name, int scale, int otherScale) {
        if (scale != otherScale) {
            throw new IllegalArgumentException(name + " must have scale " + scale + ": " + otherScale);
        }
    }

    static void check128Bits(String name, BigInteger value) {
        if (value.bitLength() > MAX_BITS) {
            throw new ArithmeticException(name + " must fit 128 bits: needs " + (value.bitLength() + 1));
        }
    }

    /** Below 2<sup>-53</sup> the probability 1 − alpha/2 is 1 as {@code double} and its quantile infinite. */
    static void checkAlpha(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be in (0, 1): " + alpha);
        }
        if (1 - alpha / 2 == 1) {
            throw new IllegalArgumentException("alpha must be large enough that 1 - alpha/2 is below 1: " + alpha);
        }
    }

    /** Refuses increments and sums that no sample can have. */
    static void checkSample(String name, Moments moments) {
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
