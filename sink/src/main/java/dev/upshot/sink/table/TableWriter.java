package dev.upshot.sink.table;

import dev.upshot.sink.change.Removal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;

/**
 * Applies a batch with one statement per table and verb, whatever the number of rows. Its turn with those who write or erase
 * decisions is {@linkplain ErasedSubjects#takeTurns taken} before.
 */
public final class TableWriter {
    private TableWriter() {}

    /** Writes the rows in the transaction that has begun. */
    public static void apply(DSLContext dsl, RowBatch whole) {
        RowBatch batch = ErasedSubjects.carriedOut(dsl, whole);
        if (LedgerMonths.concernedBy(batch)) {
            batch = LedgerMonths.opened(dsl, ErasedSubjects.withoutThem(dsl, batch));
        }
        write(dsl, batch);
    }

    private static void write(DSLContext dsl, RowBatch batch) {
        boolean settles = UnknownNames.concernedBy(batch);
        if (settles) {
            UnknownNames.takeTurns(dsl);
        }
        batch.removals().forEach((table, removals) -> delete(dsl, table, removals));
        batch.rows().forEach((table, rows) -> {
            if (batch.merged().contains(table)) {
                upsert(dsl, table, rows);
            } else {
                insert(dsl, table, rows).execute();
            }
        });
        if (settles) {
            UnknownNames.settle(dsl);
        }
    }

    private static void delete(DSLContext dsl, Table<?> table, List<Removal> removals) {
        List<? extends TableField<?, ?>> by = removals.get(0).by();
        ArrayTable gone = ArrayTable.of(by, removals.stream().map(Removal::row).toList());
        List<Condition> same = new ArrayList<>();
        for (TableField<?, ?> field : by) {
            same.add(equal(field, gone));
        }
        dsl.deleteFrom(table).using(gone.table()).where(same).execute();
    }

    private static <R extends Record> void upsert(DSLContext dsl, Table<R> table, List<TableRecord<?>> rows) {
        UniqueKey<R> key = table.getPrimaryKey();
        if (key == null) {
            throw new IllegalStateException("the sink writes to tables with a primary key, unlike " + table.getName());
        }
        Map<Field<?>, Field<?>> replaced = new LinkedHashMap<>();
        for (Field<?> field : table.fields()) {
            if (!key.getFields().contains(field)) {
                replaced.put(field, DSL.excluded(field));
            }
        }
        insert(dsl, table, rows)
                .onConflict(key.getFields())
                .doUpdate()
                .set(replaced)
                .execute();
    }

    /** To look for rows that cannot be there costs as much as to write them. */
    private static <R extends Record> InsertOnDuplicateStep<R> insert(
            DSLContext dsl, Table<R> table, List<TableRecord<?>> rows) {
        List<Field<?>> fields = List.of(table.fields());
        ArrayTable incoming = ArrayTable.of(fields, rows);
        return dsl.insertInto(table)
                .columns(fields)
                .select(DSL.select(incoming.columns()).from(incoming.table()));
    }

    private static <T> Condition equal(Field<T> field, ArrayTable rows) {
        return field.eq(rows.column(field));
    }
}
