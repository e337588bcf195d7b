package dev.upshot.sink.database;

import dev.upshot.sink.Stack;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The schema report is a contract with everybody who has written a query: columns keep their order, name and type, and
 * new ones come at the end. A change of the file is a change of the contract.
 */
@ExtendWith(Stack.Extension.class)
class ReportContractIT {

    @Test
    void everyColumnOfEveryReportViewStandsWhereItStood(Stack stack) throws SQLException, IOException {
        String columns =
                DSL.using(stack.database(), SQLDialect.POSTGRES).resultQuery("""
                        select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                          from pg_class c
                          join pg_attribute a on a.attrelid = c.oid
                         where c.relnamespace = 'report'::regnamespace and c.relkind in ('r', 'v', 'm')
                           and a.attnum > 0 and not a.attisdropped
                         order by c.relname, a.attnum
                        """).fetchInto(String.class).stream()
                        .collect(Collectors.joining("\n", "", "\n"));

        Page.at("sink/src/test/resources/dev/upshot/sink/database/report-columns.txt")
                .says(columns);
    }
}
