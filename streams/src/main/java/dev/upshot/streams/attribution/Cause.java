package dev.upshot.streams.attribution;

import java.util.Locale;

/** Why a number is no longer what it would be without a correction. */
public enum Cause {
    /** An outcome came again with another content, or another outcome amended it. */
    AMENDED(0),
    /** An outcome was taken back. */
    CANCELLED(1),
    /** A decision was replaced by another one. */
    SUPERSEDED(2),
    /** A review overrode or reversed a decision; no KPI changes by it. */
    OVERTURNED(3);

    private final int place;

    Cause(int place) {
        this.place = place;
    }

    /** The number that stands for it in stored keys. */
    public int place() {
        return place;
    }

    /** The cause as it stands in topic and table, lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
