package dev.upshot.report.form;

import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Look;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.TimeCurve;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.card.Week;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.stats.Estimate;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** The sheets of a workbook that tell how things went: readings at each look, decisions week by week, times until the end. */
final class CourseSheets {
    private CourseSheets() {}

    static void write(Workbook book, Scorecard scorecard) throws IOException {
        timelines(book, scorecard.useCases());
        weeks(book, scorecard.useCases());
        times(book, scorecard.useCases());
    }

    private static void timelines(Workbook book, List<UseCaseCard> cards) throws IOException {
        try (XlsxSheet sheet = XlsxSheet.begin(
                book,
                "Timeline",
                "use_case",
                "kpi",
                "arm",
                "cohort_date",
                "relative_value",
                "relative_lower",
                "relative_upper",
                "grade",
                "verdict")) {
            for (UseCaseCard card : cards) {
                for (Finding finding : card.official().overall()) {
                    Reading of = finding.reading();
                    for (Look look : finding.timeline()) {
                        Estimate change = look.change();
                        sheet.row(
                                card.useCase(),
                                of.kpi().name(),
                                of.candidate().arm(),
                                look.cohortDate(),
                                change == null ? null : change.value(),
                                change == null ? null : change.lower(),
                                change == null ? null : change.upper(),
                                look.grade().name(),
                                look.verdict().code());
                    }
                }
            }
        }
    }

    private static void weeks(Workbook book, List<UseCaseCard> cards) throws IOException {
        try (XlsxSheet sheet = XlsxSheet.begin(
                book,
                "Weeks",
                "use_case",
                "week_date",
                "arm",
                "decisions",
                "all_decisions",
                "reviewed",
                "overturned")) {
            for (UseCaseCard card : cards) {
                for (Week week : card.trends().weeks()) {
                    sheet.row(
                            card.useCase(),
                            week.monday(),
                            week.arm(),
                            week.decisions(),
                            week.allDecisions(),
                            week.reviewed(),
                            week.overturned());
                }
            }
        }
    }

    private static void times(Workbook book, List<UseCaseCard> cards) throws IOException {
        try (XlsxSheet sheet =
                XlsxSheet.begin(book, "Processing time", "use_case", "kpi", "arm", "age_hours", "share_ended")) {
            for (UseCaseCard card : cards) {
                for (TimeCurve curve : card.trends().curves()) {
                    for (TimeCurve.Step step : curve.steps()) {
                        sheet.row(
                                card.useCase(),
                                curve.kpi(),
                                curve.arm(),
                                step.age().toMillis() / 3_600_000.0,
                                step.ended());
                    }
                }
            }
        }
    }
}
