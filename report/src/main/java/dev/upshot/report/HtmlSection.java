package dev.upshot.report;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One use case on the page.
 *
 * @param id anchor, unique within the page
 * @param card what it shows
 * @param plot the forest plot as SVG; empty without a relative reading
 * @param overall rows over all decisions
 * @param segments rows by segment, as many as a page bears
 * @param segmentsLeft how many more there are
 */
record HtmlSection(
        String id, UseCaseCard card, String plot, List<HtmlRow> overall, List<HtmlRow> segments, int segmentsLeft) {
    /** A page with more rows than this is not read; the data forms have them all. */
    static final int MOST_SEGMENT_ROWS = 60;

    static HtmlSection of(UseCaseCard card, String id) {
        List<Reading> bySegment = card.bySegment();
        return new HtmlSection(
                id,
                card,
                ForestPlot.of(card.overall(), id),
                card.overall().stream()
                        .map(reading -> HtmlRow.overall(reading, card))
                        .toList(),
                bySegment.stream()
                        .limit(MOST_SEGMENT_ROWS)
                        .map(HtmlRow::segment)
                        .toList(),
                Math.max(0, bySegment.size() - MOST_SEGMENT_ROWS));
    }

    String title() {
        return Label.clean(card.useCase());
    }

    /** Plan version, design, unit and days. */
    List<String> facts() {
        return List.of(
                "Plan version " + card.planVersion(),
                Label.clean(card.design()).replace('_', ' ') + " design",
                "unit: " + Label.clean(card.unit()),
                days());
    }

    /** Versions of the plan that are measured but not shown. */
    String otherVersions() {
        return String.join(
                ", ", card.otherVersions().stream().map(String::valueOf).toList());
    }

    String asOf() {
        return When.of(Optional.ofNullable(card.asOf()));
    }

    boolean hasDurations() {
        return card.readings().stream().anyMatch(reading -> reading.kpi().type() == KpiType.DURATION);
    }

    String intervals() {
        return String.join(
                ", ",
                card.readings().stream()
                        .map(ReadingSentence::intervalName)
                        .distinct()
                        .toList());
    }

    private String days() {
        List<CohortDays> days = card.overall().stream()
                .flatMap(reading -> Stream.ofNullable(reading.days()))
                .toList();
        LocalDate first = days.stream()
                .map(CohortDays::first)
                .min(Comparator.naturalOrder())
                .orElse(null);
        LocalDate last = days.stream()
                .map(CohortDays::last)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return first == null || last == null
                ? "no cohort day yet"
                : "decisions of " + (first.equals(last) ? first.toString() : first + " to " + last) + " (UTC)";
    }
}
