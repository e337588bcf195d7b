package dev.upshot.report;

import java.util.Locale;

/** The wanted direction of a KPI. */
public enum Better {
    /** More is better. */
    HIGHER,
    /** Less is better. */
    LOWER;

    /** The name used in plans, tables and exports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Better of(String code) {
        return switch (code) {
            case "higher" -> HIGHER;
            case "lower" -> LOWER;
            default -> throw new IllegalArgumentException("direction \"" + code + "\" is neither higher nor lower");
        };
    }
}
