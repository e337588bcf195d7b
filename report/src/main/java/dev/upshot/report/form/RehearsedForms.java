package dev.upshot.report.form;

import dev.upshot.report.Audience;
import dev.upshot.report.card.ArmCount;
import dev.upshot.report.card.ArmMean;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.CohortDays;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Look;
import dev.upshot.report.card.Official;
import dev.upshot.report.card.QuarantineCount;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Segment;
import dev.upshot.report.card.TimeCurve;
import dev.upshot.report.card.Trends;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.card.Week;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes every form of a small scorecard with made-up figures and keeps none: so that whoever archives the classes of a process
 * has those that forms need among them.
 */
public final class RehearsedForms {
    private static final List<String> ARMS = List.of("human", "model");
    private static final LocalDate DAY = LocalDate.EPOCH;
    private static final Instant MOMENT = Instant.EPOCH;
    private static final Duration WINDOW = Duration.ofDays(7);

    private RehearsedForms() {}

    /** Makes all forms, for one audience. */
    public static void make() {
        List<Finding> findings =
                Stream.of(KpiType.values()).map(RehearsedForms::finding).toList();
        UseCaseCard card = new UseCaseCard(
                "rehearsal",
                1,
                List.of(),
                "",
                "randomized",
                "decision",
                MOMENT,
                ARMS.stream().map(arm -> new ArmCount(arm, 1, 1, 1)).toList(),
                findings.stream().map(Finding::reading).toList(),
                List.of(new QuarantineCount("late", 1)),
                new Official(findings, List.of(), List.of(), List.of(), null),
                new Trends(weeks(), ARMS.stream().map(RehearsedForms::curve).toList()));
        Scorecard scorecard = new Scorecard(List.of(card), List.of());
        for (Format format : Format.values()) {
            format.bytes(scorecard, Audience.BOARD);
        }
    }

    private static Finding finding(KpiType type) {
        Kpi kpi = new Kpi(type.code(), type, "", Better.HIGHER, 0, WINDOW, false, List.of());
        Estimate change = new Estimate(0.2, 0.05, 0.1, 0.3);
        Judgement judgement = new Judgement(
                Verdict.IMPROVED,
                "interval_above_zero",
                Grade.A,
                "welch",
                "confidence_sequence",
                1.0,
                1,
                1,
                0.01,
                100.0,
                0.1,
                null,
                null,
                null,
                new Judgement.Close(DAY, MOMENT));
        Reading reading = new Reading(
                kpi,
                Segment.OVERALL,
                new ArmMean("human", 10, 0.5),
                new ArmMean("model", 10, 0.6),
                change,
                change,
                "fixed_sample",
                0.05,
                null,
                new CohortDays(DAY, DAY, 1),
                judgement);
        return new Finding(
                reading,
                IntStream.range(0, 10)
                        .mapToObj(day -> new Look(DAY.plusDays(day), change, Grade.A, Verdict.IMPROVED))
                        .toList());
    }

    private static List<Week> weeks() {
        return IntStream.range(0, 4)
                .mapToObj(DAY::plusWeeks)
                .flatMap(monday -> ARMS.stream().map(arm -> new Week(monday, arm, 1, 2, 1, 1)))
                .toList();
    }

    private static TimeCurve curve(String arm) {
        return new TimeCurve(
                KpiType.DURATION.code(),
                arm,
                WINDOW,
                10,
                List.of(new TimeCurve.Step(Duration.ofDays(1), 0.5), new TimeCurve.Step(Duration.ofDays(2), 1)));
    }
}
