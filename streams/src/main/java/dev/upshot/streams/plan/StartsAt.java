package dev.upshot.streams.plan;

import java.util.Locale;

/** Where a duration starts. */
public enum StartsAt {
    /** When the decision was taken. */
    DECIDED_AT,
    /** When the decision was asked for. */
    REQUESTED_AT;

    /**
     * The name in a plan.
     *
     * @return lower case with underscores
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
