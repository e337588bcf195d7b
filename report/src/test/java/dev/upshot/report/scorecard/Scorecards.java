package dev.upshot.report.scorecard;

import dev.upshot.report.card.ArmCount;
import dev.upshot.report.card.ArmMean;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.FalseClaims;
import dev.upshot.report.card.Findings;
import dev.upshot.report.card.Official;
import dev.upshot.report.card.QuarantineCount;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Readings;
import dev.upshot.report.card.Restated;
import dev.upshot.report.card.TimeCurve;
import dev.upshot.report.card.Trends;
import dev.upshot.report.card.TrustCheck;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.card.Week;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Whole scorecards for tests. */
public final class Scorecards {
    public static final Instant AS_OF = Instant.parse("2026-04-14T23:59:58.120Z");

    private static final String HOSTILE = "=cmd|' /C calc'!A0<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

    private Scorecards() {}

    /** One use case with everything a page can show. */
    public static Scorecard claims() {
        return of("claims-triage", claimsReadings());
    }

    /** Two use cases: claims, and one where little can be read yet. */
    public static Scorecard several() {
        UseCaseCard claims = claims().useCases().get(0);
        UseCaseCard fraud = new UseCaseCard(
                "fraud-screening",
                3,
                List.of(1, 2),
                "9f2c".repeat(16),
                "observational",
                "decision",
                AS_OF.plusSeconds(7),
                List.of(new ArmCount("rules", 412, 0, 0), new ArmCount("model-v7", 1, 0, 0)),
                List.of(
                        Readings.binary()
                                .named("chargeback")
                                .better(Better.LOWER)
                                .arms(new ArmMean("rules", 412, 0.012), new ArmMean("model-v7", 1, 0.0))
                                .refused("too_few_units")
                                .reading(),
                        Readings.amount()
                                .named("loss")
                                .better(Better.LOWER)
                                .arms(new ArmMean("rules", 412, 3.25), new ArmMean("model-v7", 0, null))
                                .refused("candidate_empty")
                                .reading()),
                List.of(),
                Official.NONE,
                Trends.NONE);
        return new Scorecard(List.of(claims, fraud), List.of(new QuarantineCount("poison", 12)));
    }

    /** Whose every label would do harm if a form let it. */
    public static Scorecard hostile() {
        UseCaseCard plain = claims().useCases().get(0);
        Reading hostile = Readings.amount()
                .named(HOSTILE)
                .unit(HOSTILE)
                .arms(new ArmMean(HOSTILE, 3, 1.0), new ArmMean(HOSTILE + "2", 3, 2.0))
                .method(HOSTILE, 0.05)
                .reading();
        Reading inSegment =
                Readings.binary().segment(HOSTILE, HOSTILE).refused(HOSTILE).reading();
        return new Scorecard(
                List.of(new UseCaseCard(
                        HOSTILE,
                        1,
                        List.of(),
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        plain.asOf(),
                        List.of(new ArmCount(HOSTILE, 1, 1, 1), new ArmCount(HOSTILE + "2", 1, 1, 1)),
                        List.of(hostile, inSegment),
                        List.of(new QuarantineCount(HOSTILE, 1)),
                        hostileOfficial(hostile, inSegment),
                        trends(HOSTILE, HOSTILE, HOSTILE + "2"))),
                List.of(new QuarantineCount(HOSTILE, 1)));
    }

    private static Official hostileOfficial(Reading hostile, Reading inSegment) {
        return new Official(
                List.of(
                        Findings.of(hostile, Verdict.IMPROVED, Grade.A, HOSTILE)
                                .guardrail(HOSTILE)
                                .finding(),
                        Findings.of(hostile, Verdict.NOT_YET, Grade.A, HOSTILE).finding(),
                        Findings.of(inSegment, Verdict.REFUSED, Grade.A, HOSTILE)
                                .finding()),
                List.of(new TrustCheck(HOSTILE, HOSTILE, HOSTILE, "failed", 0.1)),
                List.of(new FalseClaims(HOSTILE, 1, 1)),
                List.of(new Restated(HOSTILE, HOSTILE, 1, Findings.LAST)),
                null);
    }

    /** A use case of which this is live and this official, and all else as in {@link #of}. */
    public static UseCaseCard card(List<Reading> live, Official official) {
        UseCaseCard card = of("claims", List.of()).useCases().get(0);
        return new UseCaseCard(
                card.useCase(),
                card.planVersion(),
                card.otherVersions(),
                card.planHash(),
                card.design(),
                card.unit(),
                card.asOf(),
                card.arms(),
                live,
                card.quarantine(),
                official,
                card.trends());
    }

    public static Scorecard of(String useCase, List<Reading> readings) {
        UseCaseCard card = new UseCaseCard(
                useCase,
                1,
                List.of(),
                "3b1d".repeat(16),
                "randomized",
                "decision",
                AS_OF,
                List.of(new ArmCount("human", 50_112, 1_204, 88), new ArmCount("model-v2", 49_888, 5_020, 412)),
                readings,
                List.of(new QuarantineCount("late", 214), new QuarantineCount("unknown_arm", 3)),
                Findings.official(readings),
                trends("processing_time", "human", "model-v2"));
        return new Scorecard(List.of(card), List.of());
    }

    /** Four weeks of two arms, and how long their cases take. */
    public static Trends trends(String kpi, String baseline, String candidate) {
        List<Week> weeks = new ArrayList<>();
        for (int week = 0; week < 4; week++) {
            LocalDate monday = LocalDate.of(2026, 3, 2).plusWeeks(week);
            weeks.add(new Week(monday, baseline, 600 - 100L * week, 1_000, 30, 2));
            weeks.add(new Week(
                    monday, candidate, 400 + 100L * week, 1_000, week == 1 ? 0 : 50, week == 1 ? 0 : 4 - week));
        }
        return new Trends(weeks, List.of(curve(kpi, baseline, 10), curve(kpi, candidate, 6)));
    }

    private static TimeCurve curve(String kpi, String arm, int hours) {
        return new TimeCurve(
                kpi,
                arm,
                Duration.ofDays(7),
                50_000,
                IntStream.rangeClosed(1, 40)
                        .mapToObj(step ->
                                new TimeCurve.Step(Duration.ofHours(step * 4L), 1 - Math.pow(0.5, step * 4.0 / hours)))
                        .toList());
    }

    private static List<Reading> claimsReadings() {
        List<Reading> readings = new ArrayList<>();
        readings.add(Readings.binary().reading());
        readings.add(Readings.duration().reading());
        readings.add(Readings.amount().reading());
        readings.add(Readings.binary()
                .named("appeal_upheld")
                .better(Better.LOWER)
                .means(0.0412, 0.0431)
                .absolute(0.0019, -0.0006, 0.0044)
                .relative(0.0461, -0.0152, 0.1074)
                .reading());
        readings.add(Readings.binary()
                .named("complaint")
                .better(Better.LOWER)
                .means(0.021, 0.0239)
                .absolute(0.0029, 0.0011, 0.0047)
                .relative(0.138, 0.048, 0.228)
                .reading());
        for (String region : List.of("east", "north", "south")) {
            readings.add(Readings.binary().segment("region", region).reading());
            readings.add(Readings.duration().segment("region", region).reading());
        }
        return readings;
    }
}
