package dev.upshot.report.card;

import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Findings that read like data: official readings of ten days, of which the last is told. */
public record Findings(Reading reading) {
    public static final LocalDate LAST = LocalDate.of(2026, 3, 31);

    public static Findings of(Reading reading, Verdict verdict, Grade grade) {
        String ground = switch (verdict) {
            case IMPROVED, DEGRADED -> "interval_above_zero";
            case NO_DIFFERENCE -> "interval_within_minimum_effect";
            case NOT_YET -> "interval_includes_zero";
            case REFUSED -> "allocation_check_failed";
        };
        return of(reading, verdict, grade, ground);
    }

    public static Findings of(Reading reading, Verdict verdict, Grade grade, String ground) {
        boolean waits = verdict == Verdict.NOT_YET;
        return new Findings(reading.judged(
                judgement(verdict, ground, grade, waits ? 12_300L : null, waits ? 8.2 : null, null, LAST)));
    }

    public Findings needing(@Nullable Long units, @Nullable Double days) {
        Judgement j = reading.judgement();
        return new Findings(
                reading.judged(judgement(j.verdict(), j.ground(), j.grade(), units, days, j.guardrail(), LAST)));
    }

    public Findings guardrail(String state) {
        Judgement j = reading.judgement();
        return new Findings(reading.judged(
                judgement(j.verdict(), j.ground(), j.grade(), j.unitsNeeded(), j.daysNeeded(), state, LAST)));
    }

    /** With another least difference that matters. */
    public Findings minimumEffect(double least) {
        Judgement j = reading.judgement();
        return new Findings(reading.judged(new Judgement(
                j.verdict(),
                j.ground(),
                j.grade(),
                j.estimator(),
                j.clock(),
                j.matureShare(),
                j.baselineEvents(),
                j.candidateEvents(),
                j.adjustedPValue(),
                j.eValue(),
                least,
                j.unitsNeeded(),
                j.daysNeeded(),
                j.guardrail(),
                j.close())));
    }

    public Finding finding() {
        Judgement j = reading.judgement();
        return new Finding(
                reading,
                IntStream.rangeClosed(1, 10)
                        .mapToObj(day -> new Look(LAST.minusDays(10 - day), reading.relative(), j.grade(), j.verdict()))
                        .toList());
    }

    /** A finding on each reading, by where its interval lies; with what belongs to a card. */
    public static Official official(List<Reading> readings) {
        return new Official(
                readings.stream()
                        .map(reading -> of(reading, verdict(reading), Grade.A).finding())
                        .toList(),
                List.of(
                        new TrustCheck("model-v2", "", "allocation", "passed", 0.41),
                        new TrustCheck("model-v2", "", "delay", "not_yet", null)),
                List.of(new FalseClaims("decision_quality", 76, 0)),
                List.of(new Restated("recovered_amount", "amended", 12, LAST)),
                null);
    }

    private static Verdict verdict(Reading reading) {
        return switch (reading.indication()) {
            case BETTER -> Verdict.IMPROVED;
            case WORSE -> Verdict.DEGRADED;
            case UNCLEAR -> Verdict.NOT_YET;
            case NONE -> Verdict.REFUSED;
        };
    }

    private static Judgement judgement(
            Verdict verdict,
            String ground,
            Grade grade,
            @Nullable Long units,
            @Nullable Double days,
            @Nullable String guardrail,
            LocalDate cohortDate) {
        Instant finalAt = cohortDate.plusDays(16).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Judgement(
                verdict,
                ground,
                grade,
                "welch",
                "confidence_sequence(alpha=0.05,sides=two,planned_units=20000)",
                0.98,
                9_120,
                8_480,
                1.25e-9,
                4.5e8,
                0.02,
                units,
                days,
                guardrail,
                new Judgement.Close(cohortDate, finalAt));
    }
}
