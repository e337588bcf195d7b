package dev.upshot.report.form;

import dev.upshot.report.Audience;
import dev.upshot.report.Product;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.LookBack;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.chart.ForestPlot;
import dev.upshot.report.scorecard.Column;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.sentence.Claims;
import dev.upshot.report.sentence.FindingSentence;
import dev.upshot.report.sentence.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;

/**
 * The scorecard as a workbook: a sheet a topic, numbers as numbers, no formula anywhere, charts as pictures. Equal
 * scorecards give equal bytes: the time at which it was written is taken out.
 */
final class XlsxBook {
    private static final int PICTURE_WIDTH = 420;

    private final Scorecard scorecard;
    private final Audience audience;
    private final Workbook book;

    private XlsxBook(Scorecard scorecard, Audience audience, Workbook book) {
        this.scorecard = scorecard;
        this.audience = audience;
        this.book = book;
    }

    static byte[] of(Scorecard scorecard, Audience audience) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            try (Workbook book = new Workbook(bytes, "Upshot", null)) {
                // It is packed once, when its time is taken out.
                book.setCompressionLevel(Deflater.NO_COMPRESSION);
                new XlsxBook(scorecard, audience, book).write();
            }
            return TimelessBook.of(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() throws IOException {
        claims();
        readings();
        CourseSheets.write(book, scorecard);
        GroundsSheet.write(book, scorecard);
        charts();
        notes();
    }

    private void claims() throws IOException {
        try (XlsxSheet sheet =
                XlsxSheet.begin(book, "Claims", "kind", "use_case", "arm", "kpi", "said", "grade", "decision")) {
            sheet.widths(16, 24, 18, 24, 100, 8, 12);
            for (Claims.Claim claim : Claims.of(scorecard)) {
                Reading reading = claim.finding().reading();
                sheet.row(
                        "claim",
                        claim.card().useCase(),
                        reading.candidate().arm(),
                        reading.kpi().name(),
                        FindingSentence.of(reading, audience),
                        reading.judgement().grade().name(),
                        null);
            }
            for (UseCaseCard card : scorecard.useCases()) {
                for (Finding finding : card.official().overall()) {
                    if (!finding.claims()) {
                        Reading reading = finding.reading();
                        sheet.row(
                                "not yet",
                                card.useCase(),
                                reading.candidate().arm(),
                                reading.kpi().name(),
                                FindingSentence.of(reading, audience),
                                reading.judgement().grade().name(),
                                null);
                    }
                }
            }
            for (Request request : Request.of(scorecard)) {
                sheet.row(
                        "decision",
                        request.useCase(),
                        request.arm(),
                        null,
                        request.rule(),
                        null,
                        request.action().code());
            }
        }
    }

    private void readings() throws IOException {
        String[] names = Column.ALL.stream().map(Column::name).toArray(String[]::new);
        try (XlsxSheet sheet = XlsxSheet.begin(book, "Readings", names)) {
            int verdict = Arrays.asList(names).indexOf("verdict");
            for (Column.Row row : Column.Row.of(scorecard)) {
                sheet.row(Column.ALL.stream().map(column -> value(column, row)).toArray());
            }
            sheet.shade(verdict, "improved", "DDF0EC");
            sheet.shade(verdict, "degraded", "F6E1DA");
        }
    }

    private static @Nullable Object value(Column column, Column.Row row) {
        if (column instanceof Column.Text text) {
            return text.value().apply(row);
        } else if (column instanceof Column.Count count) {
            return count.value().apply(row);
        } else if (column instanceof Column.Real real) {
            return real.value().apply(row);
        }
        throw new IllegalStateException("a column without a way to write it: " + column.name());
    }

    private void charts() throws IOException {
        try (XlsxSheet sheet = XlsxSheet.begin(book, "Charts", "use_case")) {
            sheet.widths(60);
            int row = 1;
            for (UseCaseCard card : scorecard.useCases()) {
                String plot = ForestPlot.of(
                        card.official().overall().stream().map(Finding::reading).toList(), "chart");
                if (!plot.isEmpty()) {
                    sheet.at(row, card.useCase());
                    row += 2 + sheet.picture(row + 1, Picture.png(plot), PICTURE_WIDTH);
                }
            }
        }
    }

    private void notes() throws IOException {
        try (XlsxSheet sheet = XlsxSheet.begin(book, "Notes", "what", "value")) {
            sheet.widths(24, 110);
            sheet.row("as_of", scorecard.asOf().map(Object::toString).orElse(null));
            sheet.row("maturity", scorecard.maturity());
            sheet.row("maturity_statement", Scorecard.MATURITY_STATEMENT);
            sheet.row("audience", audience.code());
            sheet.row("rows_sha256", scorecard.rowsHash());
            sheet.row("product_version", Product.version());
            for (UseCaseCard card : scorecard.useCases()) {
                sheet.row("plan", card.useCase() + ", version " + card.planVersion() + ", " + card.planHash());
                for (Kpi kpi : card.netValues()) {
                    sheet.row(
                            "net_value",
                            card.useCase() + ": " + kpi.name() + " is " + kpi.formula()
                                    + ", which are not to be added again");
                }
                LookBack lookBack = card.official().lookBack();
                if (lookBack != null) {
                    sheet.row("look_back", card.useCase() + ": " + lookBack.sentence());
                }
            }
            sheet.row(
                    "columns",
                    "as in the JSON form, described in its schema; relative changes are shares, 0.15 is +15 %");
        }
    }
}
