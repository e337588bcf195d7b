package dev.upshot.streams.plan;

import org.jspecify.annotations.Nullable;

/** The range of fixed-point values. */
public final class FixedPointRange {
    /** The most decimal places. */
    public static final int MAX_SCALE = 9;
    /** The largest magnitude: every integer up to it is exact as {@code double}. */
    public static final long MAX = 999_999_999_999_999L;

    private FixedPointRange() {}

    static void check(int scale, @Nullable Long cap) {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("scale must be in [0, 9]: " + scale);
        }
        if (cap != null && (cap < 1 || cap > MAX)) {
            throw new IllegalArgumentException("cap must be in [1, 999999999999999]: " + cap);
        }
    }
}
