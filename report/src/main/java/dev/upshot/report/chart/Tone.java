package dev.upshot.report.chart;

import dev.upshot.stats.grade.Verdict;
import java.util.Locale;

/** The few colours a scorecard has, by meaning. Each also has a sign or a word: colour alone says nothing. */
public enum Tone {
    /** What is written. */
    INK("#1c2430"),
    /** What stands back. */
    QUIET("#5b6673"),
    /** Lines of tables and axes. */
    RULE("#d5dbe2"),
    /** The ground. */
    PAPER("#ffffff"),
    /** Shown to be better. */
    BETTER("#0f6b5c"),
    /** Shown to be worse. */
    WORSE("#9a3b1f"),
    /** Neither is shown. */
    UNCLEAR("#5b6673");

    private final String light;

    Tone(String light) {
        this.light = light;
    }

    /** The mark beside a verdict. */
    public static Tone of(Verdict verdict) {
        return switch (verdict) {
            case IMPROVED -> BETTER;
            case DEGRADED -> WORSE;
            case NO_DIFFERENCE, NOT_YET, REFUSED -> UNCLEAR;
        };
    }

    /** Its name in style sheets. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The colour on white paper, as {@code #rrggbb}. */
    String light() {
        return light;
    }
}
