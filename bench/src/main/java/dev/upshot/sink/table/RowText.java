package dev.upshot.sink.table;

import java.util.List;
import org.jooq.JSONB;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of COPY. */
public final class RowText {
    private RowText() {}

    /** Each row on a line of its own. */
    public static String of(List<TableRecord<?>> rows) {
        StringBuilder text = new StringBuilder(rows.size() * 200);
        for (TableRecord<?> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : "\t");
                append(text, row.get(i));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** A value as PostgreSQL writes it itself; null: none. */
    static @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof Object[] elements
                ? ArrayLiteral.of(elements)
                : value instanceof JSONB json ? json.data() : value.toString();
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        String plain = text(value);
        if (plain == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < plain.length(); i++) {
            char character = plain.charAt(i);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(character);
            }
        }
    }
}
