package dev.upshot.report.form;

import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.upshot.report.Audience;
import dev.upshot.report.Product;
import dev.upshot.report.scorecard.Column;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.sentence.Sentence;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The readings as RFC 4180 rows under one header, numbers in full precision. A text cell a spreadsheet might take for
 * a formula gets a leading apostrophe; an absent value is an empty cell.
 */
final class CsvRows {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvRows() {}

    static String of(Scorecard scorecard, Audience audience) {
        StringWriter text = new StringWriter();
        String hash = scorecard.rowsHash();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(Stream.of(
                            Column.FIRST.stream().map(Column::name),
                            Stream.of("rows_sha256", "product_version", "sentence"),
                            Column.LATER.stream().map(Column::name))
                    .flatMap(names -> names)
                    .toList());
            for (Column.Row row : Column.Row.of(scorecard)) {
                List<String> cells = new ArrayList<>();
                Column.FIRST.forEach(column -> cells.add(cell(column, row)));
                cells.add(hash);
                cells.add(Product.version());
                cells.add(inert(Sentence.of(row.reading(), audience)));
                Column.LATER.forEach(column -> cells.add(cell(column, row)));
                csv.writeRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String cell(Column column, Column.Row row) {
        if (column instanceof Column.Text text) {
            return inert(text.value().apply(row));
        } else if (column instanceof Column.Count count) {
            Long value = count.value().apply(row);
            return value == null ? "" : Long.toString(value);
        } else if (column instanceof Column.Real real) {
            Double value = real.value().apply(row);
            return value == null ? "" : NumberOutput.toString(value, true);
        }
        throw new IllegalStateException("a column without a way to write it: " + column.name());
    }

    /** The text as a spreadsheet may safely open it. */
    static String inert(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        if (Character.isLetterOrDigit(text.charAt(0)) && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            return text;
        }
        return text.lines().anyMatch(CsvRows::looksLikeFormula) || startsWithControl(text) ? "'" + text : text;
    }

    private static boolean looksLikeFormula(String line) {
        return line.codePoints()
                .dropWhile(point -> Character.isWhitespace(point) || Character.isSpaceChar(point))
                .limit(1)
                .anyMatch(point -> FORMULA_STARTS.indexOf(point) >= 0);
    }

    private static boolean startsWithControl(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }
}
