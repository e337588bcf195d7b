package dev.upshot.report.card;

import dev.upshot.report.ReportException;
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

    /**
     * The direction of a code.
     *
     * @throws ReportException if this version knows none of this code
     */
    public static Better of(String code) {
        return switch (code) {
            case "higher" -> HIGHER;
            case "lower" -> LOWER;
            default -> throw ReportException.unknown("direction", code);
        };
    }
}
