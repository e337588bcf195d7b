package dev.upshot.report.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.Audience;
import dev.upshot.report.scorecard.Column;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.scorecard.Scorecards;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

class XlsxBookTest {
    @Test
    void hasASheetATopicWithNumbersAsNumbersAndDaysAsDays() throws IOException {
        Map<String, List<Row>> sheets = Opened.sheets(book(Scorecards.claims()));

        assertThat(sheets)
                .containsOnlyKeys(
                        "Claims",
                        "Readings",
                        "Timeline",
                        "Weeks",
                        "Processing time",
                        "Data quality",
                        "Charts",
                        "Notes");
        List<Row> readings = sheets.get("Readings");
        int relative = column(readings, "relative_value");
        assertThat(readings.get(1).getCell(relative).getType()).isEqualTo(CellType.NUMBER);
        assertThat(readings.get(1).getCellAsNumber(relative)).contains(new BigDecimal("0.1483"));
        assertThat(readings.get(1).getCellText(column(readings, "maturity"))).isEqualTo("final");
        List<Row> timeline = sheets.get("Timeline");
        assertThat(timeline.get(1).getCellAsDate(column(timeline, "cohort_date")))
                .contains(LocalDateTime.of(2026, 3, 22, 0, 0));
    }

    @Test
    void hasTheSameReadingsAsTheCsv() throws IOException {
        assertThat(Opened.sheets(book(Scorecards.several())).get("Readings"))
                .hasSize(1 + Column.Row.of(Scorecards.several()).size());
    }

    @Test
    void holdsNoFormulaWhateverALabelSays() throws IOException {
        List<String> parts = parts(book(Scorecards.hostile()));

        assertThat(parts).allSatisfy(part -> assertThat(part).doesNotContain("<f>"));
        assertThat(Opened.text(Format.XLSX, book(Scorecards.hostile())))
                .contains("'=cmd|")
                .doesNotContain("\n=cmd");
    }

    @Test
    void keepsTheHeaderInSightShadesVerdictsAndHasTheChartAsPicture() throws IOException {
        byte[] book = book(Scorecards.claims());

        assertThat(parts(book))
                .anyMatch(part -> part.contains("<pane ySplit=\"1\"") || part.contains("ySplit=\"1\""))
                .anyMatch(part -> part.contains("conditionalFormatting"));
        assertThat(names(book)).anyMatch(name -> name.startsWith("xl/media/") && name.endsWith(".png"));
    }

    private static byte[] book(Scorecard scorecard) {
        return Format.XLSX.bytes(scorecard, Audience.BOARD);
    }

    private static int column(List<Row> rows, String name) {
        for (int column = 0; column < rows.get(0).getCellCount(); column++) {
            if (rows.get(0).getCellText(column).equals(name)) {
                return column;
            }
        }
        throw new AssertionError("no column " + name);
    }

    private static List<String> names(byte[] book) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(book))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static List<String> parts(byte[] book) throws IOException {
        List<String> parts = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(book))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith(".xml")) {
                    parts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return parts;
    }
}
