package dev.upshot.app.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in columns, each as wide as its widest cell, two spaces apart. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    private Table(List<String> head, boolean[] right) {
        this.right = right;
        rows.add(head);
    }

    /** A table with these heads; a head that begins with {@code >} sets its column flush right, without being shown. */
    public static Table of(String... heads) {
        boolean[] right = new boolean[heads.length];
        List<String> head = new ArrayList<>();
        for (int i = 0; i < heads.length; i++) {
            right[i] = heads[i].startsWith(">");
            head.add(right[i] ? heads[i].substring(1) : heads[i]);
        }
        return new Table(head, right);
    }

    /** Adds a row. */
    public Table row(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + right.length + " columns");
        }
        rows.add(Arrays.asList(cells));
        return this;
    }

    /** The lines, heads first, without spaces at their ends. */
    public List<String> lines() {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - width(row.get(i)));
            line.append(right[i] ? padding + row.get(i) : row.get(i) + padding).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
