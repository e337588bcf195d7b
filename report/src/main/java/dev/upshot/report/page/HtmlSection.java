package dev.upshot.report.page;

import dev.upshot.report.Audience;
import dev.upshot.report.Label;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.chart.BandTimeline;
import dev.upshot.report.chart.ForestPlot;
import dev.upshot.report.notation.Figures;
import dev.upshot.report.notation.When;
import dev.upshot.report.sentence.FindingSentence;
import dev.upshot.report.sentence.ReadingSentence;
import dev.upshot.report.sentence.Worth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One use case on the page.
 *
 * @param id anchor, unique within the page
 * @param card what it shows
 * @param audience who reads the sentences
 * @param plot the forest plot of the official readings as SVG; empty without a relative reading
 * @param timelines one figure per KPI and candidate
 * @param courses processing times, adoption and overrides
 * @param official rows of the official readings over all decisions
 * @param live rows of the live readings over all decisions
 * @param segments rows of the official readings by segment, as many as a page bears
 * @param segmentsLeft how many more there are
 * @param hash of this use case's rows alone
 */
record HtmlSection(
        String id,
        UseCaseCard card,
        Audience audience,
        String plot,
        List<Figure> timelines,
        List<Figure> courses,
        List<HtmlRow> official,
        List<HtmlRow> live,
        List<HtmlRow> segments,
        int segmentsLeft,
        String hash) {
    /** A page with more rows than this is not read; the data forms have them all. */
    static final int MOST_SEGMENT_ROWS = 24;

    /**
     * A chart with its words.
     *
     * @param caption what it shows
     * @param svg the chart
     */
    record Figure(String caption, String svg) {}

    /** How cases without an outcome count in the official readings. */
    String missing() {
        return Missing.words(official.stream().map(row -> row.reading().kpi()).toList());
    }

    static HtmlSection of(UseCaseCard card, String hash, Audience audience, String id) {
        List<Finding> overall = card.official().overall();
        List<Reading> bySegment = card.official().bySegment().stream()
                .map(Finding::reading)
                .filter(reading -> reading.judgement().isFinal())
                .toList();
        return new HtmlSection(
                id,
                card,
                audience,
                ForestPlot.of(overall.stream().map(Finding::reading).toList(), id),
                timelines(overall, id),
                CourseFigures.of(card, id),
                overall.stream()
                        .map(Finding::reading)
                        .filter(reading -> reading.judgement().isFinal())
                        .map(HtmlRow::of)
                        .toList(),
                card.overall().stream()
                        .map(reading -> HtmlRow.live(reading, card))
                        .toList(),
                bySegment.stream().limit(MOST_SEGMENT_ROWS).map(HtmlRow::of).toList(),
                Math.max(0, bySegment.size() - MOST_SEGMENT_ROWS),
                hash);
    }

    private static List<Figure> timelines(List<Finding> findings, String id) {
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            String svg = BandTimeline.of(findings.get(i), id + "-timeline-" + (i + 1));
            if (!svg.isEmpty()) {
                Reading reading = findings.get(i).reading();
                figures.add(new Figure(
                        Label.words(reading.kpi().name()) + ", "
                                + Label.clean(reading.candidate().arm()) + " against "
                                + Label.clean(reading.baseline().arm()) + ", relative change",
                        svg));
            }
        }
        return figures;
    }

    String title() {
        return Label.clean(card.useCase());
    }

    /** Plan version, design, unit, days and maturity. */
    List<String> facts() {
        return List.of(
                "Plan version " + card.planVersion(),
                Label.words(card.design()) + " design",
                "unit: " + Label.clean(card.unit()),
                Period.of(List.of(card)),
                Period.mature(List.of(card)));
    }

    /** Versions of the plan that are measured but not shown. */
    String otherVersions() {
        return String.join(
                ", ", card.otherVersions().stream().map(String::valueOf).toList());
    }

    /** What is claimed of it, good and bad. */
    List<Finding> shown() {
        return card.official().overall().stream().filter(Finding::claims).toList();
    }

    /** What is not demonstrated, and why. */
    List<Finding> open() {
        return card.official().overall().stream()
                .filter(finding -> !finding.claims())
                .toList();
    }

    FindingSentence.Parts sentence(Finding finding) {
        return FindingSentence.parts(finding.reading(), audience);
    }

    /** The estimate and its interval, behind the claim, and what it comes to in money. */
    static String figures(Finding finding) {
        Figures.Change change = Figures.of(finding.reading()).best();
        String worth = Worth.of(finding.reading());
        return change == null
                ? ""
                : "The estimate is " + change.value() + ", " + ReadingSentence.intervalName(finding.reading()) + " "
                        + change.interval() + "." + (worth.isEmpty() ? "" : " " + worth);
    }

    Quality quality() {
        return Quality.of(card);
    }

    /** Clocks and estimators of the official readings, with their grades. */
    String methods() {
        return String.join(
                "; ",
                card.official().overall().stream()
                        .map(Finding::judgement)
                        .map(judgement -> judgement.clockName() + ", " + Label.words(judgement.estimator()) + ", grade "
                                + judgement.grade())
                        .distinct()
                        .toList());
    }

    String asOf() {
        return When.of(Optional.ofNullable(card.asOf()));
    }

    boolean hasDurations() {
        return Stream.concat(official.stream(), live.stream())
                .anyMatch(row -> row.reading().kpi().type() == KpiType.DURATION);
    }

    String intervals() {
        return String.join(
                ", ",
                card.official().overall().stream()
                        .map(finding -> ReadingSentence.intervalName(finding.reading()))
                        .distinct()
                        .toList());
    }
}
