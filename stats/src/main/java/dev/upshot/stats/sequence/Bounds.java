package dev.upshot.stats.sequence;

import java.util.Locale;

/**
 * What is known of where a value lies: an interval, honestly nothing, or no answer with its reason. Bounds are never NaN.
 */
public sealed interface Bounds permits Bounds.Interval, Bounds.Unbounded, Bounds.Missing {

    /**
     * The values that the data do not exclude.
     *
     * @param lower lower bound, −∞ if only the upper one was asked for
     * @param upper upper bound, +∞ if only the lower one was asked for; not below {@code lower}
     */
    record Interval(double lower, double upper) implements Bounds {
        /**
         * An interval.
         *
         * @throws IllegalArgumentException if a bound is NaN or they are in the wrong order
         */
        public Interval {
            if (!(lower <= upper)) {
                throw new IllegalArgumentException("lower must not exceed upper: " + lower + ", " + upper);
            }
        }

        /**
         * Whether the interval does not exclude a value.
         *
         * @param value any value but NaN
         * @return true from bound to bound, both included
         */
        public boolean contains(double value) {
            return lower <= value && value <= upper;
        }
    }

    /** No finite bound: the baseline cannot be told from zero, so any relative difference is compatible with the data. */
    record Unbounded() implements Bounds {}

    /**
     * No answer.
     *
     * @param why the first reason that applies
     */
    record Missing(Why why) implements Bounds {}

    /** Why there are no bounds. */
    enum Why {
        /** Nothing varies, hence nothing is known of how the value would vary. */
        ZERO_VARIANCE,
        /** A logarithm of a ratio needs means above zero in both arms. */
        MEAN_NOT_POSITIVE,
        /** No unit has entered. */
        NO_UNITS,
        /** No outcome has arrived in an arm. */
        NO_EVENTS;

        /**
         * The name in events and tables.
         *
         * @return lower case with underscores
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
