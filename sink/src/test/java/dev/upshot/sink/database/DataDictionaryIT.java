package dev.upshot.sink.database;

import dev.upshot.sink.Stack;
import java.io.IOException;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code docs/data-dictionary.md} is the database's own comments, in the order in which a reader looks for them. */
@ExtendWith(Stack.Extension.class)
class DataDictionaryIT {
    private static final String HEAD = """
            # Data dictionary

            Made from the comments in the database (CONTRIBUTING says how); a test holds it. Times are UTC, intervals half-open. Shares and means are not additive: add their numerators and denominators. `psql`'s `\\d+ report.lifts` shows the same.
            """;

    private DSLContext sql;
    private final StringBuilder page = new StringBuilder(HEAD);

    @Test
    void theDictionaryIsCurrent(Stack stack) throws SQLException, IOException {
        sql = DSL.using(stack.database(), SQLDialect.POSTGRES);

        for (Record schema : sql.fetch("""
                select nspname, obj_description(oid, 'pg_namespace') from pg_namespace
                 where nspname in ('report', 'outcome', 'ops')
                 order by array_position(array['report', 'outcome', 'ops'], nspname::text)
                """)) {
            page.append("\n## Schema `")
                    .append(schema.get(0))
                    .append("`\n\n")
                    .append(schema.get(1))
                    .append('\n');
            relations(schema.get(0, String.class));
            functions(schema.get(0, String.class));
        }

        Page.at("docs/data-dictionary.md").says(page.toString());
    }

    private void relations(String schema) {
        for (Record relation : sql.fetch("""
                select oid, relname, case relkind when 'v' then 'view' else 'table' end, obj_description(oid, 'pg_class')
                  from pg_class
                 where relnamespace = {0}::regnamespace and relkind in ('r', 'v', 'm', 'p') and not relispartition
                   and relname <> 'schema_history'
                 order by relname
                """, DSL.val(schema))) {
            heading(schema, relation);
            page.append("| column | type | meaning |\n|---|---|---|\n");
            for (Record column : sql.fetch("""
                    select attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum)
                      from pg_attribute
                     where attrelid = {0} and attnum > 0 and not attisdropped
                     order by attnum
                    """, DSL.val(relation.get(0, Long.class)))) {
                page.append("| `%s` | %s | %s |\n"
                        .formatted(
                                column.get(0),
                                column.get(1),
                                column.get(2, String.class).replace("|", "\\|")));
            }
        }
    }

    private void functions(String schema) {
        for (Record function : sql.fetch("""
                select oid, proname || '(' || pg_get_function_arguments(oid) || ')', 'function', obj_description(oid, 'pg_proc')
                  from pg_proc where pronamespace = {0}::regnamespace order by 2
                """, DSL.val(schema))) {
            heading(schema, function);
        }
    }

    private void heading(String schema, Record named) {
        page.append("\n### `%s.%s`\n\n%s. %s\n\n"
                .formatted(schema, named.get(1), capital(named.get(2, String.class)), named.get(3)));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
