package dev.upshot.sink;

import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Removal;
import dev.upshot.sink.table.RowBatch;
import dev.upshot.sink.table.RowText;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.postgresql.PGConnection;

/** Other ways than the sink's to write the same rows, over one connection, a transaction at a time. */
final class Ways {
    private static final int BATCH = 1_000;

    private final Connection connection;

    /** @param tables of the schema outcome; each gets a stage and a copy without keys */
    Ways(Connection connection, List<String> tables) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        for (String table : tables) {
            execute("create temp table stage_" + table + " (like outcome." + table + ")");
            execute("create table if not exists bare_" + table + " (like outcome." + table + ")");
        }
        connection.commit();
    }

    /** Writes a transaction. */
    interface Way {
        void write(List<Change> changes) throws Exception;
    }

    /** COPY into the tables themselves, for new rows only. */
    void copy(List<Change> changes) throws Exception {
        for (var table : RowBatch.of(changes).rows().entrySet()) {
            copy("outcome." + table.getKey().getName(), table.getValue());
        }
        connection.commit();
    }

    /** COPY into tables without keys and checks. */
    void copyBare(List<Change> changes) throws Exception {
        for (var table : RowBatch.of(changes).rows().entrySet()) {
            copy("bare_" + table.getKey().getName(), table.getValue());
        }
        connection.commit();
    }

    /** COPY into a stage, and from there as the sink does from its arrays. */
    void copyAndMerge(List<Change> changes) throws Exception {
        RowBatch batch = RowBatch.of(changes);
        for (var table : batch.rows().entrySet()) {
            execute("truncate stage_" + table.getKey().getName());
            copy("stage_" + table.getKey().getName(), table.getValue());
            execute("analyze stage_" + table.getKey().getName());
        }
        for (var removals : batch.removals().entrySet()) {
            execute("delete from " + name(removals.getKey()) + " t using stage_decisions s where "
                    + removals.getValue().get(0).by().stream()
                            .map(field -> "t." + field.getName() + " = s." + field.getName())
                            .collect(Collectors.joining(" and ")));
        }
        for (Table<?> table : batch.rows().keySet()) {
            execute("insert into " + name(table) + " select * from stage_" + table.getName() + onConflict(table));
        }
        connection.commit();
    }

    /** A statement per row, sent in batches. */
    void batch(List<Change> changes) throws SQLException {
        RowBatch batch = RowBatch.of(changes);
        for (Map.Entry<Table<?>, List<Removal>> removals : batch.removals().entrySet()) {
            List<? extends Field<?>> by = removals.getValue().get(0).by();
            batch(
                    "delete from " + name(removals.getKey()) + " where "
                            + by.stream().map(field -> field.getName() + " = ?").collect(Collectors.joining(" and ")),
                    by,
                    removals.getValue().stream().map(Removal::row).toList());
        }
        for (Map.Entry<Table<?>, List<TableRecord<?>>> rows : batch.rows().entrySet()) {
            List<? extends Field<?>> fields = List.of(rows.getKey().fields());
            String values = String.join(", ", Collections.nCopies(fields.size(), "?"));
            batch(
                    "insert into " + name(rows.getKey()) + " values (" + values + ")" + onConflict(rows.getKey()),
                    fields,
                    rows.getValue());
        }
        connection.commit();
    }

    private void batch(String sql, List<? extends Field<?>> fields, List<? extends Record> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int waiting = 0;
            for (Record row : rows) {
                for (int i = 0; i < fields.size(); i++) {
                    bind(statement, i + 1, row.get(fields.get(i)));
                }
                statement.addBatch();
                if (++waiting % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Object[] elements) {
            statement.setArray(index, connection.createArrayOf(value instanceof Long[] ? "int8" : "text", elements));
        } else if (value instanceof BigInteger integer) {
            statement.setBigDecimal(index, new BigDecimal(integer));
        } else {
            statement.setObject(index, value);
        }
    }

    private void copy(String table, List<TableRecord<?>> rows) throws Exception {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin", new StringReader(RowText.of(rows)));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String name(Table<?> table) {
        return "outcome." + table.getName();
    }

    private static String onConflict(Table<?> table) {
        List<String> key =
                table.getPrimaryKey().getFields().stream().map(Field::getName).toList();
        return " on conflict (" + String.join(", ", key) + ") do update set "
                + Stream.of(table.fields())
                        .map(Field::getName)
                        .filter(column -> !key.contains(column))
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", "));
    }
}
