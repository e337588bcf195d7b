package dev.upshot.sink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.sink.Stack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(Stack.Extension.class)
class ReportingDatabaseIT {

    @Test
    void everySchemaTableViewColumnAndFunctionIsCommented(Stack stack) throws SQLException {
        List<String> uncommented = sql(stack.database()).resultQuery("""
                        select nspname from pg_namespace
                         where nspname in ('outcome', 'report', 'ops') and obj_description(oid, 'pg_namespace') is null
                        union all
                        select c.oid::regclass || coalesce('.' || a.attname, '')
                          from pg_class c
                          left join lateral (select attname, attnum from pg_attribute
                                              where attrelid = c.oid and attnum > 0 and not attisdropped
                                             union all select null, 0) a on true
                         where c.relnamespace in ('outcome'::regnamespace, 'report'::regnamespace, 'ops'::regnamespace)
                           and c.relkind in ('r', 'v', 'm', 'p', 'f')
                           and coalesce(col_description(c.oid, nullif(a.attnum, 0)),
                                        case a.attnum when 0 then obj_description(c.oid, 'pg_class') end) is null
                        union all
                        select oid::regprocedure::text from pg_proc
                         where pronamespace in ('outcome'::regnamespace, 'report'::regnamespace, 'ops'::regnamespace)
                           and obj_description(oid, 'pg_proc') is null
                        """).fetchInto(String.class);

        assertThat(uncommented).isEmpty();
    }

    @Test
    void everyTableAndViewStatesItsGrain(Stack stack) throws SQLException {
        List<String> comments = sql(stack.database()).resultQuery("""
                        select obj_description(c.oid, 'pg_class') from pg_class c
                         where c.relnamespace in ('outcome'::regnamespace, 'report'::regnamespace, 'ops'::regnamespace)
                           and c.relkind in ('r', 'v')
                        """).fetchInto(String.class);

        assertThat(comments).hasSizeGreaterThan(10).allMatch(comment -> comment.startsWith("Grain: "));
    }

    @Test
    void migratingAgainChangesNothing(Stack stack) throws SQLException {
        DataSource database = stack.database();

        ReportingDatabase.migrate(database);

        assertThatCode(() -> ReportingDatabase.check(database)).doesNotThrowAnyException();
    }

    @Test
    void severalProgramsMayMigrateAtOnce(Stack stack) throws SQLException {
        DataSource database = stack.emptyDatabase();

        CompletableFuture<?>[] programs = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> ReportingDatabase.migrate(database)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(programs).join();

        ReportingDatabase.check(database);
    }

    @Test
    void anEmptyDatabaseIsToBeMigratedFirst(Stack stack) throws SQLException {
        DataSource database = stack.emptyDatabase();

        assertThatThrownBy(() -> ReportingDatabase.check(database))
                .isInstanceOf(ReportingDatabaseException.class)
                .hasMessageMatching("the reporting database has schema version 0 and this program needs [0-9]+:"
                        + " migrate the database first");
    }

    @Test
    void aSchemaNewerThanThisProgramIsRefused(Stack stack) throws SQLException {
        DataSource database = stack.database();
        sql(database)
                .execute(
                        "insert into ops.schema_history select 99, '999', 'later', type, 'V999__later.sql', checksum,"
                                + " installed_by, installed_on, execution_time, success from ops.schema_history where version = '1'");

        Object newest =
                sql(database).fetchValue("select max(version::int) from ops.schema_history where version::int < 999");
        String message = "the reporting database has schema version 999 and this program knows none above " + newest
                + ": start the newer upshot, or give another database as jdbc.url";
        assertThatThrownBy(() -> ReportingDatabase.migrate(database))
                .isInstanceOf(ReportingDatabaseException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> ReportingDatabase.check(database)).hasMessage(message);
    }

    @Test
    void aMigrationThatWasChangedAfterwardsIsRefused(Stack stack) throws SQLException {
        DataSource database = stack.database();
        sql(database).execute("update ops.schema_history set checksum = 1 where version = '1'");

        assertThatThrownBy(() -> ReportingDatabase.migrate(database))
                .isInstanceOf(ReportingDatabaseException.class)
                .isNotInstanceOf(ReportingDatabaseException.Unavailable.class)
                .hasMessageStartingWith("cannot migrate the reporting database: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create schema ops", "create schema ops; create schema outcome; create schema report"})
    void tablesOfSomebodyElseAreLeftAlone(String schemas, Stack stack) throws SQLException {
        DataSource database = stack.emptyDatabase();
        sql(database).execute(schemas);
        sql(database).execute("create table ops.sink_offsets (x int)");

        assertThatThrownBy(() -> ReportingDatabase.migrate(database))
                .isInstanceOf(ReportingDatabaseException.class)
                .hasMessage("the schemas ops, outcome or report of this database hold tables that are not ours:"
                        + " give another database as jdbc.url");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsUnavailable() {
        DataSource nowhere = Stack.dataSource("jdbc:postgresql://127.0.0.1:1/upshot", "postgres");

        assertThatThrownBy(() -> ReportingDatabase.migrate(nowhere, Duration.ofMillis(500)))
                .isInstanceOf(ReportingDatabaseException.Unavailable.class)
                .hasMessageContaining("check that it runs and that jdbc.url names it");
        assertThatThrownBy(() -> ReportingDatabase.check(nowhere))
                .isInstanceOf(ReportingDatabaseException.Unavailable.class);
    }

    @Test
    void aDatabaseThatComesLateIsWaitedFor(Stack stack) throws SQLException {
        PGSimpleDataSource database = stack.emptyDatabase();
        int port = database.getPortNumbers()[0];
        database.setPortNumbers(new int[] {1});
        CompletableFuture<Void> migrated = CompletableFuture.runAsync(() -> ReportingDatabase.migrate(database));

        CompletableFuture.delayedExecutor(300, java.util.concurrent.TimeUnit.MILLISECONDS)
                .execute(() -> database.setPortNumbers(new int[] {port}));
        migrated.join();

        ReportingDatabase.check(database);
    }

    @Test
    void aUserThatDoesNotExistIsToldApartFromADatabaseThatIsAway(Stack stack) throws SQLException {
        PGSimpleDataSource database = stack.emptyDatabase();
        database.setUser("nobody_we_know");

        assertThatThrownBy(() -> ReportingDatabase.migrate(database))
                .isNotInstanceOf(ReportingDatabaseException.Unavailable.class)
                .hasMessageContaining("check jdbc.user and jdbc.password.file");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamed(Stack stack) throws SQLException {
        PGSimpleDataSource database = stack.emptyDatabase();
        database.setDatabaseName("elsewhere");

        assertThatThrownBy(() -> ReportingDatabase.migrate(database))
                .hasMessageContaining("elsewhere")
                .hasMessageContaining("create the database, or correct jdbc.url");
    }

    @Test
    void thePoolConnectsOnFirstUseOnly(Stack stack) throws SQLException {
        PGSimpleDataSource database = stack.database();
        try (var pool =
                ReportingDatabase.connect(database.getUrl(), "postgres", null, Map.of("ApplicationName", "x"))) {
            ReportingDatabase.check(pool);
        }
        try (var pool = ReportingDatabase.connect("jdbc:postgresql://127.0.0.1:1/upshot", "postgres", "", Map.of())) {
            assertThatThrownBy(() -> ReportingDatabase.check(pool))
                    .isInstanceOf(ReportingDatabaseException.Unavailable.class);
        }
    }

    private static DSLContext sql(DataSource database) {
        return DSL.using(database, SQLDialect.POSTGRES);
    }
}
