package dev.upshot.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.sink.Stack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of any earlier version, with rows in it, becomes one of this version, and loses nothing. */
@ExtendWith(Stack.Extension.class)
class MigrationsIT {

    /** One database that goes through all versions and gets the rows of each; every test is of a copy. */
    private static @Nullable PGSimpleDataSource grown;

    private static int grownTo;

    /** All versions there are; migrating from the newest changes nothing. */
    static int[] versions() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.map(file -> file.getFileName().toString())
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .sorted()
                    .toArray();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void rowsOfEveryEarlierVersionAreKept(int version, Stack stack) throws SQLException, IOException {
        DataSource database = stack.copyOf(grownUpTo(version, stack));
        DSLContext sql = DSL.using(database, SQLDialect.POSTGRES);
        Map<String, List<Map<String, Object>>> before = contents(sql);

        ReportingDatabase.migrate(database);

        ReportingDatabase.check(database);
        Map<String, List<Map<String, Object>>> after = contents(sql);
        assertThat(before).isNotEmpty();
        before.forEach((table, rows) -> {
            List<Map<String, Object>> kept = after.get(table);
            assertThat(kept).as(table).hasSameSizeAs(rows);
            rows.forEach(row -> assertThat(kept).as(table).anyMatch(now -> saysTheSame(row, now)));
        });
        for (String view : names(sql, "report")) {
            assertThat(sql.fetch("select * from " + view)).as(view).isNotNull();
        }
        assertThat(sql.fetchValue("select decision_count from report.data_quality where use_case = 'claims'"))
                .isEqualTo(27L);
        assertThat(
                        sql.fetchValue(
                                "select string_agg(role || ' ' || unit_count, ', ' order by role) from report.explain_lift('claims', 1, 'quality', 'model')"))
                .isEqualTo("baseline 15, candidate 12");
        // Decisions that were there before their sums.
        assertThat(sql.fetchValues(
                        "select actor_id || ' ' || valid_from::date || ' ' || decision_count from outcome.actors"
                                + " order by 1"))
                .isEqualTo(version < 11 ? List.of() : List.of("clerk 2025-11-30 1", "triage 2025-10-01 1"));
    }

    private static PGSimpleDataSource grownUpTo(int version, Stack stack) throws SQLException, IOException {
        if (grown == null || grownTo > version) {
            grown = stack.emptyDatabase();
            grownTo = 0;
        }
        for (int step : versions()) {
            if (step > grownTo && step <= version) {
                flyway(grown, String.valueOf(step)).migrate();
                rows(step).ifPresent(DSL.using(grown, SQLDialect.POSTGRES)::execute);
                grownTo = step;
            }
        }
        return grown;
    }

    /** Whether a row has the same value in every column that is still there and was not empty. */
    private static boolean saysTheSame(Map<String, Object> before, Map<String, Object> now) {
        return before.entrySet().stream()
                .filter(field -> field.getValue() != null && now.containsKey(field.getKey()))
                .allMatch(field -> field.getValue().equals(String.valueOf(now.get(field.getKey()))));
    }

    private static Map<String, List<Map<String, Object>>> contents(DSLContext sql) {
        Map<String, List<Map<String, Object>>> contents = new HashMap<>();
        List<String> tables = new ArrayList<>(names(sql, "outcome"));
        tables.addAll(names(sql, "ops"));
        for (String table : tables) {
            if (sql.fetchValue("select relkind::text from pg_class where oid = ?::regclass", table)
                            .equals("r")
                    && !table.equals("ops.schema_history")) {
                List<Map<String, Object>> rows = new ArrayList<>();
                for (Record row : sql.fetch("select * from " + table)) {
                    Map<String, Object> values = new HashMap<>();
                    row.intoMap().forEach((name, value) -> values.put(name, value == null ? null : text(value)));
                    rows.add(values);
                }
                contents.put(table, rows);
            }
        }
        return contents;
    }

    private static String text(Object value) {
        return value instanceof Object[] array ? Arrays.toString(array) : value.toString();
    }

    private static List<String> names(DSLContext sql, String schema) {
        return sql.fetch(
                        "select oid::regclass::text from pg_class where relnamespace = ?::regnamespace"
                                + " and relkind in ('r', 'v')",
                        schema)
                .getValues(0, String.class);
    }

    private static Optional<String> rows(int version) throws IOException {
        try (InputStream in = MigrationsIT.class.getResourceAsStream("migrations/rows-" + version + ".sql")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Flyway flyway(DataSource database, String target) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .defaultSchema("ops")
                .schemas("ops", "outcome", "report")
                .table("schema_history")
                .target(target)
                .load();
    }
}
