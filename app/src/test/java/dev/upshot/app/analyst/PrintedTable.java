package dev.upshot.app.analyst;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query's answer as text: columns side by side, as wide as they need, under their names. */
record PrintedTable(List<List<String>> lines) {

    static PrintedTable of(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<List<String>> lines = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= columns; c++) {
            names.add(rows.getMetaData().getColumnLabel(c));
        }
        lines.add(names);
        while (rows.next()) {
            List<String> line = new ArrayList<>();
            for (int c = 1; c <= columns; c++) {
                String value = rows.getString(c);
                line.add(value == null ? "" : value);
            }
            lines.add(line);
        }
        return new PrintedTable(lines);
    }

    int rows() {
        return lines.size() - 1;
    }

    String text() {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], line.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                row.append(c == 0 ? "" : " | ")
                        .append(line.get(c))
                        .append(" ".repeat(widths[c] - line.get(c).length()));
            }
            text.append(row.toString().stripTrailing()).append('\n');
            if (line == lines.get(0)) {
                for (int c = 0; c < widths.length; c++) {
                    text.append(c == 0 ? "" : "-+-").append("-".repeat(widths[c]));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }
}
