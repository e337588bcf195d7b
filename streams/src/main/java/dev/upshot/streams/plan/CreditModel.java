package dev.upshot.streams.plan;

import java.time.Duration;

/**
 * How an outcome's value is shared among the decisions that it may be credited to, its touches. {@code docs/attribution.md} defines each
 * model with a worked example.
 */
public sealed interface CreditModel {
    /**
     * The model where a plan says nothing.
     *
     * @return last touch
     */
    static CreditModel lastTouch() {
        return new LastTouch();
    }

    /** All to the last touch. */
    record LastTouch() implements CreditModel {}

    /** All to the first touch. */
    record FirstTouch() implements CreditModel {}

    /** The same to each touch. */
    record Linear() implements CreditModel {}

    /**
     * Fixed shares to the first and the last touch, the rest in equal parts to those between.
     *
     * @param first the first touch's share, percent
     * @param last the last touch's share, percent
     */
    record Position(int first, int last) implements CreditModel {
        /** What holds where the plan says nothing. */
        public static final int DEFAULT_PERCENT = 40;

        /**
         * Checks the shares.
         *
         * @throws IllegalArgumentException if one is negative or both are more than 100 together
         */
        public Position {
            if (first < 0 || last < 0 || first + last > 100) {
                throw new IllegalArgumentException(
                        "shares must not be negative nor sum to more than 100: " + first + " and " + last);
            }
        }
    }

    /**
     * More to later touches: a touch that lies one half-life further from the outcome gets half as much.
     *
     * @param halfLife from one millisecond
     */
    record TimeDecay(Duration halfLife) implements CreditModel {
        /**
         * Checks the half-life.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public TimeDecay {
            Durations.checkWindow(halfLife);
        }
    }

    /**
     * The name in a plan.
     *
     * @return lower case with underscores
     */
    default String code() {
        if (this instanceof LastTouch) {
            return "last_touch";
        }
        if (this instanceof FirstTouch) {
            return "first_touch";
        }
        if (this instanceof Linear) {
            return "linear";
        }
        return this instanceof Position ? "position" : "time_decay";
    }

    /**
     * Whether several touches may get a share.
     *
     * @return false where a single touch gets all
     */
    default boolean divides() {
        return !(this instanceof LastTouch || this instanceof FirstTouch);
    }
}
