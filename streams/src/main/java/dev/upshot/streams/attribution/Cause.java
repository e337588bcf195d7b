package dev.upshot.streams.attribution;

import java.util.Locale;

/** Why a number is no longer what it would be without a correction. */
public enum Cause {
    /** An outcome came again with another content, or another outcome amended it. */
    AMENDED,
    /** An outcome was taken back. */
    CANCELLED,
    /** A decision was replaced by another one. */
    SUPERSEDED,
    /** A review overrode or reversed a decision; no KPI changes by it. */
    OVERTURNED;

    /** The cause as it stands in topic and table, lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
