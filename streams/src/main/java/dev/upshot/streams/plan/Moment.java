package dev.upshot.streams.plan;

import java.util.Locale;

/**
 * A point in a journey's time where a duration starts or ends.
 *
 * @param kind what happens then
 * @param outcome the outcome whose earliest credited occurrence is meant; empty for the other kinds
 */
public record Moment(Kind kind, String outcome) {
    /** When the decision was asked for. */
    public static final Moment REQUESTED_AT = new Moment(Kind.REQUESTED_AT, "");
    /** When the decision was taken. */
    public static final Moment DECIDED_AT = new Moment(Kind.DECIDED_AT, "");
    /** When the decision was first reviewed. */
    public static final Moment REVIEWED_AT = new Moment(Kind.REVIEWED_AT, "");

    /** What happens at a moment. */
    public enum Kind {
        /** The decision is asked for. */
        REQUESTED_AT,
        /** The decision is taken. */
        DECIDED_AT,
        /** The decision is reviewed for the first time. */
        REVIEWED_AT,
        /** An outcome occurs. */
        OUTCOME;

        /**
         * The name in a plan.
         *
         * @return lower case with underscores
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks that an outcome is named exactly where one is meant.
     *
     * @throws IllegalArgumentException if not
     */
    public Moment {
        if ((kind == Kind.OUTCOME) == outcome.isEmpty()) {
            throw new IllegalArgumentException("a moment names an outcome if and only if it is one: " + kind);
        }
    }

    /**
     * The earliest credited occurrence of an outcome.
     *
     * @param outcome the outcome's name
     * @return the moment
     */
    public static Moment of(String outcome) {
        return new Moment(Kind.OUTCOME, outcome);
    }
}
