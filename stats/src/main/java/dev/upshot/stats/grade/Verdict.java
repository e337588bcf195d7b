package dev.upshot.stats.grade;

import java.util.Locale;

/** What is said of a candidate on one KPI. */
public enum Verdict {
    /** The whole interval lies on the better side of zero. */
    IMPROVED,
    /** The whole interval lies on the worse side of zero. */
    DEGRADED,
    /** The whole interval lies within the plan's minimum effect on both sides: whatever the difference is, it does not matter. */
    NO_DIFFERENCE,
    /** More units, events or time may tell. */
    NOT_YET,
    /** Nothing may be said, and waiting does not change it. */
    REFUSED;

    /**
     * Whether it says something about the candidate.
     *
     * @return true for improved, degraded and no difference
     */
    public boolean claims() {
        return this == IMPROVED || this == DEGRADED || this == NO_DIFFERENCE;
    }

    /**
     * The name in events and tables.
     *
     * @return lower case with underscores
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
