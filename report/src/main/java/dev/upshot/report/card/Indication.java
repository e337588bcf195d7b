package dev.upshot.report.card;

import java.util.Locale;

/** Where the interval of everything so far points. Not a verdict: units that are not mature are in it. */
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
