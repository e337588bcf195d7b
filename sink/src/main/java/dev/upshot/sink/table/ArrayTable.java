package dev.upshot.sink.table;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Name;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Many rows as one SQL table: {@code unnest} of one array per column. The statement has the same text for any number of
 * rows, and PostgreSQL reads them faster than any list of values. The only place with SQL as text.
 *
 * <p>A column without any value is not sent: most KPIs have neither covariates nor weights nor ages. Columns of an array
 * type or of jsonb travel as text and are cast back: {@code unnest} would flatten the former.
 */
public final class ArrayTable {
    private static final String ALIAS = "u";

    private final List<? extends Field<?>> fields;
    private final List<Field<?>> sent;
    private final Table<Record> table;

    private ArrayTable(List<? extends Field<?>> fields, List<Field<?>> sent, Table<Record> table) {
        this.fields = fields;
        this.sent = sent;
        this.table = table;
    }

    /** @param rows at least one; all of the same type, which has at least these fields */
    public static ArrayTable of(List<? extends Field<?>> fields, List<? extends Record> rows) {
        List<QueryPart> arrays = new ArrayList<>(fields.size());
        StringJoiner unnest = new StringJoiner(", ", "(select ", ")");
        List<Field<?>> sent = new ArrayList<>(fields.size());
        for (Field<?> field : fields) {
            if (isGiven(field, rows)) {
                unnest.add("unnest({" + arrays.size() + "})");
                arrays.add(array(field, rows));
                sent.add(field);
            }
        }
        Table<Record> table = DSL.table(unnest.toString(), arrays.toArray(QueryPart[]::new));
        return new ArrayTable(
                fields, sent, table.as(ALIAS, sent.stream().map(Field::getName).toArray(String[]::new)));
    }

    private static boolean isGiven(Field<?> field, List<? extends Record> rows) {
        int index = rows.get(0).indexOf(field);
        return rows.stream().anyMatch(row -> row.get(index) != null);
    }

    /** What stands after {@code from}. */
    public Table<Record> table() {
        return table;
    }

    /** All columns, in the order of the fields. */
    public List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>(fields.size());
        for (Field<?> field : fields) {
            columns.add(column(field));
        }
        return columns;
    }

    /** The column of a field. */
    public <T> Field<T> column(Field<T> field) {
        DataType<T> type = field.getDataType();
        if (!sent.contains(field)) {
            return DSL.castNull(type);
        }
        Name name = DSL.name(ALIAS, field.getName());
        return travelsAsText(type) ? DSL.field(name, String.class).cast(type) : DSL.field(name, type);
    }

    private static Field<?> array(Field<?> field, List<? extends Record> rows) {
        DataType<?> type = field.getDataType();
        if (!travelsAsText(type)) {
            Object[] values = (Object[]) Array.newInstance(type.getType(), rows.size());
            fill(values, field, rows);
            return array(values, type);
        }
        Object[] texts = new String[rows.size()];
        fill(texts, field, rows);
        return array(texts, SQLDataType.CLOB);
    }

    private static void fill(Object[] values, Field<?> field, List<? extends Record> rows) {
        int index = rows.get(0).indexOf(field);
        for (int i = 0; i < values.length; i++) {
            Object value = rows.get(i).get(index);
            values[i] = value instanceof Object[] elements
                    ? ArrayLiteral.of(elements)
                    : value instanceof JSONB json ? json.data() : value;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Field<?> array(Object[] values, DataType type) {
        DataType<Object[]> arrays = (DataType<Object[]>) type.getArrayDataType();
        return DSL.val(
                values, DriverArray.takes(arrays) ? arrays.asConvertedDataType(new DriverArray(arrays)) : arrays);
    }

    private static boolean travelsAsText(DataType<?> type) {
        return type.isArray() || type.getType() == JSONB.class;
    }
}
