package dev.upshot.streams.plan;

import java.util.Locale;

/** What one observation of a KPI is. */
public enum Unit {
    /** One decision. */
    DECISION,
    /** A subject's episode: its first decision and all that follow within the plan's horizon. */
    SUBJECT;

    /**
     * The name in a plan.
     *
     * @return lower case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
