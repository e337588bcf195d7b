package dev.upshot.report;

import dev.upshot.stats.grade.Verdict;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of a reading: by the units of cohort days that are final, at the looks that the plan's clock allows.
 *
 * @param verdict improved, degraded, no difference that matters, not yet or refused
 * @param ground code of why, for example {@code interval_above_zero} or {@code too_few_events}
 * @param grade how strong the evidence is, from A to D
 * @param matureShare share of the units of both arms whose day is final, 0 to 1; null without units
 * @param baselineEvents events of the baseline that the gate counts
 * @param candidateEvents events of the candidate that the gate counts
 * @param adjustedPValue p-value adjusted for the number of comparisons; null without one
 * @param eValue e-value against no difference; null without one
 */
public record Judgement(
        Verdict verdict,
        String ground,
        String grade,
        @Nullable Double matureShare,
        long baselineEvents,
        long candidateEvents,
        @Nullable Double adjustedPValue,
        @Nullable Double eValue) {

    /** The verdict of a code in the reporting database. */
    static Verdict verdict(String code) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.code().equals(code))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("verdict \"" + code + "\" is none that this version knows"));
    }

    /** The verdict as people read it. */
    public String words() {
        return switch (verdict) {
            case IMPROVED -> "improved";
            case DEGRADED -> "degraded";
            case NO_DIFFERENCE -> "no difference that matters";
            case NOT_YET -> "not yet";
            case REFUSED -> "refused";
        };
    }

    /** The ground as people read it. */
    public String why() {
        return Label.clean(ground).replace('_', ' ');
    }

    /** The class of the mark beside the words: better, worse, unclear or none. */
    String mark() {
        return switch (verdict) {
            case IMPROVED -> "better";
            case DEGRADED -> "worse";
            case NO_DIFFERENCE, NOT_YET -> "unclear";
            case REFUSED -> "none";
        };
    }

    /** Whether no unit that is counted can change any more. */
    boolean isFinal() {
        return matureShare != null && matureShare == 1;
    }

    /** Whether the row is final or provisional. */
    String maturity() {
        return isFinal() ? "final" : Scorecard.PROVISIONAL;
    }

    /** Verdict, grade, ground and maturity in a sentence. */
    String sentence() {
        return "Verdict: " + words() + " (" + why() + "; evidence grade " + Label.clean(grade) + "; " + mature() + ").";
    }

    private String mature() {
        return matureShare == null
                ? "no units"
                : Decimals.plain(Math.floor(matureShare * 1000) / 10, 1) + " % of units mature";
    }
}
