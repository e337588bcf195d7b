package dev.upshot.report;

import java.util.Locale;

/** Where a reading points. Not a verdict: a fixed-n interval that excludes zero is no claim. */
public enum Indication {
    /** Every interval given lies on the wanted side of zero. */
    BETTER("points to better"),
    /** Every interval given lies on the unwanted side of zero. */
    WORSE("points to worse"),
    /** An interval includes zero. */
    UNCLEAR("could be either"),
    /** No interval could be had. */
    NONE("no reading");

    private final String words;

    Indication(String words) {
        this.words = words;
    }

    /** The name used in exports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words people read. */
    public String words() {
        return words;
    }
}
