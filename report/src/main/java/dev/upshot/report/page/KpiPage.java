package dev.upshot.report.page;

import dev.upshot.report.Audience;
import dev.upshot.report.Label;
import dev.upshot.report.Product;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.chart.BandTimeline;
import dev.upshot.report.notation.When;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.sentence.FindingSentence;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One KPI of one candidate, for analysts.
 *
 * @param card the use case
 * @param finding the official readings
 * @param timeline their chart; empty without two of them
 * @param rows the official row, then the live one
 * @param segments official rows by segment
 */
record KpiPage(UseCaseCard card, Finding finding, String timeline, List<HtmlRow> rows, List<HtmlRow> segments) {

    static Optional<KpiPage> of(Scorecard scorecard, String useCase, String kpi, String arm) {
        return scorecard.useCases().stream()
                .filter(card -> card.useCase().equals(useCase))
                .flatMap(card -> card.official().overall().stream()
                        .filter(finding -> isOf(finding.reading(), kpi, arm))
                        .map(finding -> of(card, finding)))
                .findFirst();
    }

    private static KpiPage of(UseCaseCard card, Finding finding) {
        String kpi = finding.reading().kpi().name();
        String arm = finding.reading().candidate().arm();
        return new KpiPage(
                card,
                finding,
                BandTimeline.of(finding, "timeline"),
                Stream.concat(
                                Stream.of(finding.reading())
                                        .filter(reading -> reading.judgement().isFinal()),
                                card.overall().stream().filter(reading -> isOf(reading, kpi, arm)))
                        .map(HtmlRow::of)
                        .toList(),
                card.official().bySegment().stream()
                        .map(Finding::reading)
                        .filter(reading -> isOf(reading, kpi, arm))
                        .filter(reading -> reading.judgement().isFinal())
                        .map(HtmlRow::of)
                        .toList());
    }

    private static boolean isOf(Reading reading, String kpi, String arm) {
        return reading.kpi().name().equals(kpi) && reading.candidate().arm().equals(arm);
    }

    /** Where the page of a reading is. */
    static String address(UseCaseCard card, Reading reading) {
        return "/kpi?use_case=" + encoded(card.useCase()) + "&kpi="
                + encoded(reading.kpi().name()) + "&arm="
                + encoded(reading.candidate().arm());
    }

    /** Text as part of an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    List<Evidence> evidence() {
        return rows.stream().map(row -> Evidence.of(row.reading())).toList();
    }

    String asOf() {
        return When.of(Optional.ofNullable(card.asOf()));
    }

    String style() {
        return Page.STYLE;
    }

    String version() {
        return Product.version();
    }

    String title() {
        return Label.words(finding.reading().kpi().name()) + ", "
                + Label.clean(finding.reading().candidate().arm()) + " against "
                + Label.clean(finding.reading().baseline().arm());
    }

    String sentence() {
        return FindingSentence.of(finding.reading(), Audience.RISK);
    }

    /** The sums, the live row and the official readings, to be run by a member of {@code upshot_analyst}. */
    String sql() {
        String key = "(" + literal(card.useCase()) + ", " + card.planVersion() + ", "
                + literal(finding.reading().kpi().name()) + ", "
                + literal(finding.reading().candidate().arm());
        return "-- The sums behind the live row: mean = value_sum / unit_count / value_divisor.\n"
                + "select role, role_arm, first_cohort_date, last_cohort_date, unit_count, value_sum, value_sum_squares,\n"
                + "       value_divisor, mean, variance\n"
                + "  from report.explain_lift" + key + ");\n\n"
                + "-- The live row.\n"
                + "select * from report.lifts\n where (use_case, plan_version, kpi, arm, segment_dimension) = " + key
                + ", '');\n\n"
                + "-- The official readings.\n"
                + "select cohort_date, final_at, n_baseline, n_candidate, relative_value, relative_lower, relative_upper,\n"
                + "       grade, verdict, ground\n"
                + "  from report.lift_timeline\n where (use_case, plan_version, kpi, arm, segment_dimension) = " + key
                + ", '')\n order by cohort_date;\n";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
