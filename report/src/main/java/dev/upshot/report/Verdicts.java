package dev.upshot.report;

import dev.upshot.stats.grade.Verdict;

/** A verdict as a sign and a word, to be told apart without colour. */
final class Verdicts {
    private Verdicts() {}

    static String words(Verdict verdict) {
        return switch (verdict) {
            case IMPROVED -> "+ improved";
            case DEGRADED -> "\u2212 degraded";
            case NO_DIFFERENCE -> "= no difference";
            case NOT_YET -> "\u2026 not yet";
            case REFUSED -> "\u00d7 no statement";
        };
    }

    /** The class of its mark: better, worse, unclear or none. */
    static String mark(Verdict verdict) {
        return switch (verdict) {
            case IMPROVED -> "better";
            case DEGRADED -> "worse";
            case NO_DIFFERENCE, NOT_YET -> "unclear";
            case REFUSED -> "none";
        };
    }
}
