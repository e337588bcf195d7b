package dev.upshot.streams.plan;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How decisions came to their arms.
 *
 * @param kind the design
 * @param allocation intended share of each arm, in (0, 1], summing to one; empty where none is stated
 */
public record Design(Kind kind, Map<String, Double> allocation) {
    /** Keeps a sorted, unmodifiable copy of the allocation. */
    public Design {
        allocation = Collections.unmodifiableMap(new TreeMap<>(allocation));
    }

    /** The kinds of design this version measures. */
    public enum Kind {
        /** The arm was drawn at random. */
        RANDOMIZED,
        /** The arm was drawn with a chance that the decision tells: units weigh one over it. */
        LOGGED_PROPENSITY,
        /** The arm was not drawn at random: a difference may have other causes. */
        OBSERVATIONAL;

        /**
         * The name in a plan.
         *
         * @return lower case
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
