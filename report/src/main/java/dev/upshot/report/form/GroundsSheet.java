package dev.upshot.report.form;

import dev.upshot.report.card.ArmCount;
import dev.upshot.report.card.FalseClaims;
import dev.upshot.report.card.QuarantineCount;
import dev.upshot.report.card.Restated;
import dev.upshot.report.card.TrustCheck;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.scorecard.Scorecard;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;

/** The sheet of a workbook with what the readings stand on: counts, checks, meters, restatements, quarantine. */
final class GroundsSheet {
    private GroundsSheet() {}

    static void write(Workbook book, Scorecard scorecard) throws IOException {
        try (XlsxSheet sheet = XlsxSheet.begin(
                book, "Data quality", "use_case", "topic", "arm", "kpi", "name", "state", "number", "p_value")) {
            for (UseCaseCard card : scorecard.useCases()) {
                for (ArmCount arm : card.arms()) {
                    sheet.row(card.useCase(), "arm", arm.arm(), null, "decisions", null, arm.decisions(), null);
                    sheet.row(card.useCase(), "arm", arm.arm(), null, "reviewed", null, arm.reviewed(), null);
                    sheet.row(card.useCase(), "arm", arm.arm(), null, "overturned", null, arm.overturned(), null);
                }
                for (TrustCheck check : card.official().checks()) {
                    sheet.row(
                            card.useCase(),
                            "check",
                            check.arm(),
                            check.kpi(),
                            check.name(),
                            check.state(),
                            null,
                            check.pValue());
                }
                for (FalseClaims meter : card.official().falseClaims()) {
                    sheet.row(
                            card.useCase(),
                            "false positives",
                            null,
                            meter.kpi(),
                            "readings",
                            null,
                            meter.readings(),
                            null);
                    sheet.row(
                            card.useCase(), "false positives", null, meter.kpi(), "claims", null, meter.claims(), null);
                }
                for (Restated restated : card.official().restatements()) {
                    sheet.row(
                            card.useCase(),
                            "restated",
                            null,
                            restated.kpi(),
                            restated.cause(),
                            null,
                            restated.units(),
                            null);
                }
                quarantine(sheet, card.useCase(), card.quarantine());
            }
            quarantine(sheet, null, scorecard.unassignedQuarantine());
        }
    }

    private static void quarantine(XlsxSheet sheet, @Nullable String useCase, List<QuarantineCount> counts) {
        for (QuarantineCount count : counts) {
            sheet.row(useCase, "quarantine", null, null, count.reason(), null, count.records(), null);
        }
    }
}
