package dev.upshot.report.card;

import dev.upshot.report.Label;
import dev.upshot.report.ReportException;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of a reading, and what stands behind it: by the units of cohort days that are final, at the looks
 * that the plan's clock allows.
 *
 * @param verdict improved, degraded, no difference that matters, not yet or refused
 * @param ground code of why, for example {@code interval_above_zero} or {@code too_few_events}
 * @param grade how strong the evidence is that the decisions caused the difference
 * @param estimator how the difference is estimated, for example {@code welch}
 * @param clock how often one may look, with every parameter; empty where none is recorded
 * @param matureShare share of the units of both arms whose day is final, 0 to 1; null without units
 * @param baselineEvents events of the baseline that the gate counts
 * @param candidateEvents events of the candidate that the gate counts
 * @param adjustedPValue p-value adjusted for the number of comparisons; null without one
 * @param eValue e-value against no difference; null without one
 * @param minimumEffect least relative difference that matters, a share; null where the plan names none
 * @param unitsNeeded mature units still needed if the difference is what it seems; null unknown
 * @param daysNeeded days until then at the present rate; null unknown
 * @param guardrail held, breached or not_yet; null without a guardrail
 * @param close the close of a cohort day at which it was read; null for a live row
 */
public record Judgement(
        Verdict verdict,
        String ground,
        Grade grade,
        String estimator,
        String clock,
        @Nullable Double matureShare,
        long baselineEvents,
        long candidateEvents,
        @Nullable Double adjustedPValue,
        @Nullable Double eValue,
        @Nullable Double minimumEffect,
        @Nullable Long unitsNeeded,
        @Nullable Double daysNeeded,
        @Nullable String guardrail,
        @Nullable Close close) {

    /** The maturity of what may still change. */
    public static final String PROVISIONAL = "provisional";

    /**
     * The close of a cohort day.
     *
     * @param cohortDate last UTC day of decisions in the reading
     * @param finalAt the moment from which the reading could no longer change
     */
    public record Close(LocalDate cohortDate, Instant finalAt) {}

    /** The same, but refused. */
    public Judgement refused(String why, Grade lowered) {
        return new Judgement(
                Verdict.REFUSED,
                why,
                lowered,
                estimator,
                clock,
                matureShare,
                baselineEvents,
                candidateEvents,
                adjustedPValue,
                eValue,
                minimumEffect,
                unitsNeeded,
                daysNeeded,
                guardrail,
                close);
    }

    /**
     * The verdict of a code in the reporting database.
     *
     * @throws ReportException if this version knows none of this code
     */
    public static Verdict verdict(String code) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ReportException.unknown("verdict", code));
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

    /** The verdict as people read it in a chart. */
    public String shortWords() {
        return verdict == Verdict.NO_DIFFERENCE ? "no difference" : words();
    }

    /** The verdict as a sign, so that colour is never needed. */
    public String sign() {
        return switch (verdict) {
            case IMPROVED -> "+";
            case DEGRADED -> "\u2212";
            case NO_DIFFERENCE -> "=";
            case NOT_YET -> "\u2026";
            case REFUSED -> "\u00d7";
        };
    }

    /** The ground as people read it. */
    public String why() {
        return Label.words(ground);
    }

    /**
     * Whether it can never change. A live row never is: though each unit in it be mature, the next decision adds one
     * that is not.
     */
    public boolean isFinal() {
        return close != null;
    }

    /** Whether the row is final or provisional. */
    public String maturity() {
        return isFinal() ? "final" : PROVISIONAL;
    }

    /** The clock's kind without its parameters, in words: {@code confidence sequence}. */
    public String clockName() {
        return Label.words(clock.replaceFirst("\\(.*", ""));
    }
}
