package dev.upshot.sink.change;

import java.util.List;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.TableRecord;

/**
 * Rows to delete: those of the table that agree with a row in some fields.
 *
 * @param by the fields, the same for all removals of a table
 * @param row holds at least these fields
 */
public record Removal(List<? extends TableField<?, ?>> by, TableRecord<?> row) {

    /** The table that the rows go from. */
    public Table<? extends Record> table() {
        return row.getTable();
    }
}
