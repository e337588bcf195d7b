package dev.upshot.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.sink.Stack;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The conventions by which an analyst finds his way without asking. */
@ExtendWith(Stack.Extension.class)
class NamingIT {
    /** Words that have no plural. */
    private static final Pattern PLURAL = Pattern.compile(
            ".*(s|health|maturity|quality|adoption|oversight|time|timeline|export|meter|history|retention|people)");

    /** Instants whose name says more than {@code _at} would; and names that were there before the convention. */
    private static final Set<String> INSTANTS = Set.of("clock", "final_clock", "valid_from", "valid_to");

    private static final Set<String> NAMES_OF_MOMENTS = Set.of("starts_at", "ends_at");
    private static final Pattern ABBREVIATION = Pattern.compile(
            "(^|.*_)(cnt|num|amt|ts|dt|pct|avg|std|stddev|qty|msg|src|dst|val|desc|cfg|seg|dec|usr|var|med|max|min)(_.*|$)");

    private DSLContext sql;

    @BeforeEach
    void migrated(Stack stack) throws SQLException {
        sql = DSL.using(stack.database(), SQLDialect.POSTGRES);
    }

    record Column(String relation, String name, String type) {
        @Override
        public String toString() {
            return relation + "." + name + " " + type;
        }
    }

    @Test
    void tablesAndViewsAreNamedInThePlural() {
        assertThat(columns().map(Column::relation).distinct())
                .hasSizeGreaterThan(15)
                .allMatch(name -> PLURAL.matcher(name).matches());
    }

    @Test
    void everyInstantIsInUtcAndEndsInAt() {
        assertThat(columns().filter(column -> column.type().startsWith("timestamp")))
                .isNotEmpty()
                .allMatch(column -> column.type().equals("timestamp with time zone"))
                .allMatch(column -> column.name().endsWith("_at") || INSTANTS.contains(column.name()));
        assertThat(columns()
                        .filter(column -> column.name().endsWith("_at"))
                        .filter(column -> !NAMES_OF_MOMENTS.contains(column.name())))
                .allMatch(column -> column.type().equals("timestamp with time zone"));
    }

    @Test
    void everyDayEndsInDateAndEveryWeekOrMonthSaysWhichDayItStartsOn() {
        assertThat(columns().filter(column -> column.type().equals("date")))
                .isNotEmpty()
                .allMatch(column -> column.name().endsWith("_date"));
    }

    @Test
    void everyTruthValueIsAQuestion() {
        assertThat(columns().filter(column -> column.type().equals("boolean")))
                .isNotEmpty()
                .allMatch(column ->
                        column.name().startsWith("is_") || column.name().startsWith("has_"));
    }

    @Test
    void nothingIsAbbreviated() {
        assertThat(columns())
                .noneMatch(column -> ABBREVIATION.matcher(column.name()).matches()
                        || ABBREVIATION
                                .matcher(column.relation().replaceFirst(".*[.]", ""))
                                .matches());
    }

    @Test
    void everyCountIsAWholeNumber() {
        assertThat(columns().filter(column -> column.name().endsWith("_count")))
                .isNotEmpty()
                .allMatch(column -> List.of("bigint", "integer").contains(column.type()));
    }

    private Stream<Column> columns() {
        return sql.resultQuery("""
                        select c.oid::regclass::text, a.attname::text, format_type(a.atttypid, null)
                          from pg_class c
                          join pg_attribute a on a.attrelid = c.oid
                         where c.relnamespace in ('outcome'::regnamespace, 'report'::regnamespace, 'ops'::regnamespace)
                           and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
                           and a.attnum > 0 and not a.attisdropped
                           -- Flyway's own.
                           and c.relname <> 'schema_history'
                         order by 1, a.attnum
                        """).fetchInto(Column.class).stream();
    }
}
