package dev.upshot.streams.plan;

import java.util.Locale;

/** What a subject is worth whose decisions lie in several arms. */
public enum SeveralArms {
    /** It counts in the arm of its first decision. */
    FIRST,
    /** It counts in no KPI. */
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
