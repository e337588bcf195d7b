package dev.upshot.report.form;

import dev.upshot.report.Label;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.BitSet;
import org.dhatim.fastexcel.ConditionalFormattingExpressionRule;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A sheet of a workbook: a header that stays in sight, typed cells, text that no spreadsheet takes for a formula. */
final class XlsxSheet implements AutoCloseable {
    private static final int NARROWEST = 12;
    /** Of a row nobody has changed, in pixels. */
    private static final int ROW_HEIGHT = 20;
    /** Where the first chunk of a PNG has its width and height (PNG 1.2, 11.2.2). */
    private static final int PNG_WIDTH = 16;

    private static final int PNG_HEIGHT = 20;

    private final Worksheet sheet;
    /** Columns of days: told how to look once for all of their cells. */
    private final BitSet days = new BitSet();

    private int next = 1;

    private XlsxSheet(Worksheet sheet) {
        this.sheet = sheet;
    }

    static XlsxSheet begin(Workbook book, String name, String... columns) {
        Worksheet sheet = book.newWorksheet(name);
        for (int column = 0; column < columns.length; column++) {
            sheet.value(0, column, columns[column]);
            sheet.width(column, Math.max(NARROWEST, columns[column].length() + 2));
        }
        sheet.range(0, 0, 0, columns.length - 1)
                .style()
                .bold()
                .fillColor("F4F6F8")
                .set();
        sheet.freezePane(0, 1);
        return new XlsxSheet(sheet);
    }

    /** Widths of the first columns, in characters. */
    void widths(int... widths) {
        for (int column = 0; column < widths.length; column++) {
            sheet.width(column, widths[column]);
        }
    }

    /** The next row: text, numbers, days; null leaves a cell empty. */
    void row(@Nullable Object... cells) {
        for (int column = 0; column < cells.length; column++) {
            cell(next, column, cells[column]);
        }
        next++;
    }

    /** Text in the first column of a row. */
    void at(int row, String text) {
        cell(row, 0, text);
    }

    private void cell(int row, int column, @Nullable Object value) {
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof LocalDate day) {
            sheet.value(row, column, day);
            days.set(column);
        } else if (value != null && !value.toString().isEmpty()) {
            sheet.value(row, column, CsvRows.inert(Label.clean(value.toString())));
        }
    }

    /** Shades the cells of a column that have this text. */
    void shade(int column, String text, String colour) {
        if (next > 1) {
            String first = letters(column) + "2";
            sheet.range(1, column, next - 1, column)
                    .style()
                    .fillColor(colour)
                    .set(new ConditionalFormattingExpressionRule(first + "=\"" + text + "\"", false));
        }
    }

    /** A picture, of this width in pixels, from the first column of a row on; how many rows it covers. */
    int picture(int row, byte[] png, int width) {
        ByteBuffer head = ByteBuffer.wrap(png);
        float shape = (float) head.getInt(PNG_HEIGHT) / head.getInt(PNG_WIDTH);
        int height = Math.round(width * shape);
        sheet.addImage(row, 0, png, width, height);
        return (height + ROW_HEIGHT - 1) / ROW_HEIGHT;
    }

    /** A column's letters: 0 is A, 26 is AA. */
    private static String letters(int column) {
        return column < 26 ? String.valueOf((char) ('A' + column)) : letters(column / 26 - 1) + letters(column % 26);
    }

    @Override
    public void close() throws IOException {
        days.stream()
                .forEach(column -> sheet.range(1, column, next - 1, column)
                        .style()
                        .format("yyyy-mm-dd")
                        .set());
        sheet.close();
    }
}
