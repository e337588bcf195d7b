package dev.upshot.streams.plan;

import java.util.Locale;

/** What a decision without a joined outcome is worth to a KPI. */
public enum Missing {
    /** It counts as a unit with the value zero. */
    ZERO,
    /** It does not count. */
    EXCLUDE;

    /**
     * The name in a plan.
     *
     * @return lower case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
