package dev.upshot.streams.plan;

import java.util.Locale;

/** The direction in which a KPI improves. */
public enum Better {
    /** More is better, as with a share of right decisions. */
    HIGHER,
    /** Less is better, as with a processing time. */
    LOWER;

    /**
     * The name in a plan.
     *
     * @return lower case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
