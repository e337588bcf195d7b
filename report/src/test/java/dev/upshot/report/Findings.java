package dev.upshot.report;

import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Findings that read like data. */
record Findings(Finding finding) {
    static final LocalDate LAST = LocalDate.of(2026, 3, 31);

    static Findings of(Reading reading, Verdict verdict, Grade grade) {
        String ground = switch (verdict) {
            case IMPROVED, DEGRADED -> "interval_above_zero";
            case NO_DIFFERENCE -> "interval_within_minimum_effect";
            case NOT_YET -> "interval_includes_zero";
            case REFUSED -> "allocation_check_failed";
        };
        return of(reading, verdict, grade, ground);
    }

    static Findings of(Reading reading, Verdict verdict, Grade grade, String ground) {
        boolean waits = verdict == Verdict.NOT_YET;
        return new Findings(new Finding(
                reading,
                evidence(
                        verdict,
                        ground,
                        grade,
                        !reading.segment().isOverall(),
                        waits ? 12_300L : null,
                        waits ? 8.2 : null,
                        null),
                IntStream.rangeClosed(1, 10)
                        .mapToObj(day -> new Finding.Close(LAST.minusDays(10 - day), reading.relative(), verdict))
                        .toList()));
    }

    Findings needing(@Nullable Long units, @Nullable Double days) {
        Evidence e = finding.evidence();
        return evidence(evidence(e.verdict(), e.ground(), e.grade(), e.isExploratory(), units, days, e.guardrail()));
    }

    Findings guardrail(String state) {
        Evidence e = finding.evidence();
        return evidence(evidence(
                e.verdict(), e.ground(), e.grade(), e.isExploratory(), e.unitsNeeded(), e.daysNeeded(), state));
    }

    String sentence(Audience audience) {
        return FindingSentence.of(finding, audience);
    }

    /** A finding on each reading, by where its interval lies. */
    static Official official(List<Reading> readings) {
        List<Finding> findings = readings.stream()
                .map(reading -> of(reading, verdict(reading), Grade.A).finding())
                .toList();
        return new Official(
                findings,
                List.of(
                        new TrustCheck("model-v2", "", "allocation", "passed", 0.41),
                        new TrustCheck("model-v2", "", "delay", "not_yet", null)),
                List.of(new FalseClaims("decision_quality", 76, 0)),
                List.of(new Restated("recovered_amount", "amended", 12, LAST)));
    }

    private Findings evidence(Evidence evidence) {
        return new Findings(new Finding(finding.reading(), evidence, finding.timeline()));
    }

    private static Verdict verdict(Reading reading) {
        return switch (reading.indication()) {
            case BETTER -> Verdict.IMPROVED;
            case WORSE -> Verdict.DEGRADED;
            case UNCLEAR -> Verdict.NOT_YET;
            case NONE -> Verdict.REFUSED;
        };
    }

    private static Evidence evidence(
            Verdict verdict,
            String ground,
            Grade grade,
            boolean exploratory,
            @Nullable Long units,
            @Nullable Double days,
            @Nullable String guardrail) {
        return new Evidence(
                verdict,
                ground,
                grade,
                exploratory,
                "welch",
                "confidence_sequence(alpha=0.05,sides=two,planned_units=20000)",
                0.98,
                0.02,
                units,
                days,
                guardrail,
                LAST,
                Instant.parse("2026-04-16T00:00:00Z"));
    }
}
