package dev.upshot.report;

import java.util.Locale;

/** Who reads the sentences: the facts are the same, which of them come first is not. */
public enum Audience {
    /** Relative changes and how strong the evidence is. */
    BOARD,
    /** Amounts per unit before percentages. */
    FINANCE,
    /** Error rates, maturity and guardrails besides. */
    RISK,
    /** Units and days besides. */
    OPERATIONS;

    /** The name used on the command line and in exports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
