package dev.upshot.app.verify;

import java.util.ArrayList;
import java.util.List;

/** Differences as columns of text. */
final class DifferenceTable {

    private static final List<String> HEADER = List.of("WHAT", "KEY", "FIELD", "EXPECTED", "FOUND");

    private DifferenceTable() {}

    static void append(StringBuilder text, List<Difference> differences) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (Difference difference : differences) {
            rows.add(List.of(
                    difference.what(),
                    difference.key(),
                    difference.field(),
                    difference.expected(),
                    difference.found()));
        }
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int column = 0; column < widths.length; column++) {
                String value = row.get(column);
                line.append(' ').append(value).append(" ".repeat(widths[column] - value.length() + 1));
            }
            text.append(System.lineSeparator()).append(line.toString().stripTrailing());
        }
    }
}
