package dev.upshot.stats.sequence;

import java.util.Locale;

/** On which sides of the estimate an interval is bounded. The whole error rate goes to the bounds that exist. */
public enum Sides {
    /** A lower and an upper bound. */
    TWO,
    /** A lower bound only: answers whether the value is greater. The upper bound is +∞. */
    GREATER,
    /** An upper bound only: answers whether the value is less. The lower bound is −∞. */
    LESS;

    /**
     * The name in events and tables.
     *
     * @return lower case: {@code two}, {@code greater}, {@code less}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The error rate of one bound.
     *
     * @param alpha the whole error rate
     * @return half of it for two sides, all of it for one
     */
    double perBound(double alpha) {
        return this == TWO ? alpha / 2 : alpha;
    }

    /** The interval with the bounds that exist. */
    Bounds around(double lower, double upper) {
        return new Bounds.Interval(
                this == LESS ? Double.NEGATIVE_INFINITY : lower, this == GREATER ? Double.POSITIVE_INFINITY : upper);
    }
}
