package dev.upshot.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.Samples;
import dev.upshot.sink.database.DatabaseRole;
import dev.upshot.sink.database.ReportingDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Least privilege, tried verb by verb. */
@ExtendWith(Stack.Extension.class)
class RolesIT {
    private static final String FORBIDDEN = "42501";
    private static final List<String> SCHEMAS = List.of("outcome", "report", "ops");

    /** Kept by triggers with the owner's right. */
    private static final List<String> SUMS_OF_THE_LEDGER =
            List.of("outcome.ledger_week_partials", "outcome.ledger_time_partials", "outcome.actor_partials");

    private PGSimpleDataSource database;
    private DSLContext sql;

    @BeforeEach
    void migrated(Stack stack) throws SQLException {
        database = stack.database();
        sql = DSL.using(database, SQLDialect.POSTGRES);
    }

    @Test
    void anAnalystReadsFactsAndViewsAndWhereRefusedRecordsLie() throws SQLException {
        List<String> readable = new ArrayList<>(relations("outcome"));
        readable.addAll(relations("report"));
        readable.addAll(List.of("ops.quarantined_records", "ops.progress", "ops.final_clocks", "ops.verifications"));

        assertThat(readable).hasSizeGreaterThan(15);
        assertThat(refused("upshot_analyst", readable.stream().map(name -> "select from " + name)))
                .isEmpty();
    }

    @Test
    void anAnalystChangesNothing() throws SQLException {
        assertThat(allowed("upshot_analyst", everyWrite(SCHEMAS))).isEmpty();
        assertThat(allowed("upshot_analyst", everyChangeOfTheSchema())).isEmpty();
        assertThat(allowed(
                        "upshot_analyst",
                        Stream.of(
                                "select from ops.sink_offsets",
                                "select from ops.schema_history",
                                "select ops.open_ledger_months('{2026-01-01}')",
                                "select ops.drop_ledger_months('2026-01-01')")))
                .isEmpty();
    }

    @Test
    void theWriterWritesFactsAndItsBooks() throws SQLException {
        assertThat(refused(
                        "upshot_writer",
                        tables("outcome").stream()
                                .filter(table -> !SUMS_OF_THE_LEDGER.contains(table))
                                .flatMap(table -> Stream.of(
                                        "select from " + table,
                                        "insert into " + table + " select * from " + table + " where false",
                                        "delete from " + table + " where false"))))
                .isEmpty();
        assertThat(refused(
                        "upshot_writer",
                        Stream.of(
                                "insert into ops.sink_offsets values ('t', 0, 0, 1)",
                                "update ops.sink_offsets set epoch = epoch where false",
                                "update ops.erasures set erased_at = now(), decision_count = 0, outcome_count = 0 where false",
                                "delete from ops.progress where false",
                                "delete from ops.quarantined_records where false",
                                "select from ops.schema_history")))
                .isEmpty();
    }

    @Test
    void theWriterNeitherEmptiesNorChangesTablesNorForgetsHowFarItCame() throws SQLException {
        assertThat(allowed("upshot_writer", SCHEMAS.stream().flatMap(this::truncations)))
                .isEmpty();
        assertThat(allowed("upshot_writer", everyChangeOfTheSchema())).isEmpty();
        assertThat(allowed(
                        "upshot_writer",
                        Stream.of(
                                "delete from ops.sink_offsets where false",
                                "update ops.verifications set difference_count = 0",
                                "delete from ops.verifications where false",
                                "delete from ops.erasures where false",
                                "update ops.erasures set use_case = use_case where false",
                                "update ops.erasures set subject_digest = subject_digest where false",
                                "insert into ops.schema_history select * from ops.schema_history where false",
                                "update ops.schema_history set success = success where false",
                                "delete from ops.schema_history where false")))
                .isEmpty();
        assertThat(allowed("upshot_writer", relations("report").stream().map(view -> "select from " + view)))
                .isEmpty();
        assertThat(allowed("upshot_writer", SUMS_OF_THE_LEDGER.stream().flatMap(this::everyWriteOf)))
                .isEmpty();
        assertThat(allowed(
                        "upshot_writer",
                        Stream.of(
                                "update ops.ledger_months set is_dropped = true where false",
                                "select ops.drop_ledger_months('2026-01-01')")))
                .isEmpty();
    }

    @Test
    void theWriterWritesTheLedgerThroughItsParentsAlone() throws SQLException {
        sql.execute("select ops.open_ledger_months('{2026-01-01}')");
        List<String> partitions = List.of("outcome.decisions_2026_01", "outcome.attributed_outcomes_2026_01");

        assertThat(allowed("upshot_writer", partitions.stream().flatMap(this::everyWriteOf)))
                .isEmpty();
        sql.execute("grant insert, update, delete on outcome.decisions_2026_01 to upshot_writer");
        ReportingDatabase.migrate(database);
        assertThat(allowed("upshot_writer", partitions.stream().flatMap(this::everyWriteOf)))
                .isEmpty();
    }

    @Test
    void theOwnerOwnsEverythingInTheSchemasAndNothingElse() throws SQLException {
        assertThat(sql.fetchValues(
                        "select relname::text from pg_class where relnamespace::regnamespace::text in ('outcome', 'report', 'ops')"
                                + " and relowner <> 'upshot_owner'::regrole"))
                .isEmpty();
        assertThat(refused(
                        "upshot_owner",
                        Stream.of("create table outcome.later (x int)", "drop view report.lifts cascade")))
                .isEmpty();
        assertThat(allowed(
                        "upshot_owner",
                        Stream.of(
                                "create role somebody", "select from pg_authid", "copy (select 1) to program 'true'")))
                .isEmpty();
    }

    @Test
    void whoIsNoMemberSeesNothing() throws SQLException {
        sql.execute("do $$ begin create role stranger; exception when duplicate_object then null; end $$");

        assertThat(allowed(
                        "stranger",
                        SCHEMAS.stream()
                                .flatMap(schema -> relations(schema).stream())
                                .map(name -> "select from " + name)))
                .isEmpty();
        assertThat(allowed("stranger", everyChangeOfTheSchema())).isEmpty();
    }

    @Test
    void whatTheOwnerCreatesLaterIsGrantedLikeWhatIsThere() throws SQLException {
        sql.execute("set role upshot_owner; create table outcome.later_facts (x int);"
                + " create view report.later_view as select 1 as x; reset role");

        assertThat(refused(
                        "upshot_analyst",
                        Stream.of("select from outcome.later_facts", "select from report.later_view")))
                .isEmpty();
        assertThat(refused("upshot_writer", Stream.of("insert into outcome.later_facts values (1)")))
                .isEmpty();
        assertThat(allowed(
                        "upshot_analyst",
                        Stream.of("insert into outcome.later_facts values (1)", "drop view report.later_view")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyRoleLooksNamesUpInAFixedPlace(DatabaseRole role) throws SQLException {
        assertThat(sql.fetchValue(
                        "select array_to_string(setconfig, '; ') from pg_db_role_setting where setrole = ?::regrole"
                                + " and setdatabase = 0",
                        role.roleName()))
                .isEqualTo("search_path=" + role.searchPath());
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(role.assume(connection)).isTrue();
            assertThat(DSL.using(connection)
                            .fetchSingle("select current_user::text, current_setting('search_path')")
                            .intoArray())
                    .containsExactly(role.roleName(), role.searchPath());
            connection.rollback();
            assertThat(DSL.using(connection).fetchValue("select current_user::text"))
                    .isEqualTo("postgres");
        }
    }

    @Test
    void theSinkWritesAsTheWriter() throws SQLException {
        try (var pool = ReportingDatabase.connect(database.getUrl(), "postgres", null, Map.of())) {
            assertThat(DSL.using(pool, SQLDialect.POSTGRES).fetchValue("select current_user::text"))
                    .isEqualTo("upshot_writer");
            ReportingDatabase.check(pool);
            ReportingWriter writer = new ReportingWriter(pool, Failpoint.NONE);
            TopicPartition partition = new TopicPartition("cells", 0);
            Claim claim = writer.claim(List.of(partition)).get(partition);
            Origin origin = new Origin("cells", 0, 0, Samples.OBSERVED);

            writer.write(new Batch(
                    List.of(
                            Changes.of(origin, Samples.planKey(), Samples.plan("quality")),
                            Changes.of(origin, Samples.cellKey("model", "north"), Samples.cell("model", 5, "north"))),
                    Map.of(partition, new Claim(claim.epoch(), 1))));

            assertThat(sql.fetchCount(DSL.table("outcome.cells"))).isOne();
        }
    }

    @Test
    void aUserWhoMayNotCreateRolesIsMigratedAllTheSame(Stack stack) throws SQLException {
        PGSimpleDataSource plain = stack.emptyDatabase();
        sql.execute("do $$ begin create role plain_user login; exception when duplicate_object then null; end $$");
        sql.execute("grant create on database " + plain.getDatabaseName() + " to plain_user");
        plain.setUser("plain_user");

        ReportingDatabase.migrate(plain);

        DataSource admin = Stack.dataSource(plain.getUrl(), "postgres");
        assertThat(DSL.using(admin, SQLDialect.POSTGRES)
                        .fetchValue("select nspowner::regrole::text from pg_namespace where nspname = 'outcome'"))
                .isEqualTo("plain_user");
        try (Connection connection = plain.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(DatabaseRole.WRITER.assume(connection)).isFalse();
            assertThat(DSL.using(connection).fetchValue("select current_user::text"))
                    .isEqualTo("plain_user");
        }
    }

    @Test
    void aMemberOfTheOwnerMigratesAndHandsOver(Stack stack) throws SQLException {
        PGSimpleDataSource handed = stack.emptyDatabase();
        sql.execute("do $$ begin create role deployer login in role upshot_owner, upshot_writer, upshot_analyst;"
                + " exception when duplicate_object then null; end $$");
        sql.execute("alter database " + handed.getDatabaseName() + " owner to upshot_owner");
        handed.setUser("deployer");

        ReportingDatabase.migrate(handed);
        assertThatCode(() -> ReportingDatabase.migrate(handed)).doesNotThrowAnyException();

        DSLContext admin = DSL.using(Stack.dataSource(handed.getUrl(), "postgres"), SQLDialect.POSTGRES);
        assertThat(
                        admin.fetchValues(
                                "select distinct relowner::regrole::text from pg_class"
                                        + " where relnamespace in ('outcome'::regnamespace, 'report'::regnamespace, 'ops'::regnamespace)"))
                .isEqualTo(List.of("upshot_owner"));
        assertThatThrownBy(() -> DSL.using(handed, SQLDialect.POSTGRES).execute("create role more"))
                .hasMessageContaining("permission denied");
    }

    /** Statements of the list that failed for the role, with their SQLSTATE. */
    private List<String> refused(String role, Stream<String> statements) throws SQLException {
        return tried(role, statements, state -> !state.isEmpty());
    }

    /** Statements of the list that the role was not refused for lack of a privilege. */
    private List<String> allowed(String role, Stream<String> statements) throws SQLException {
        return tried(role, statements, state -> !state.equals(FORBIDDEN));
    }

    /** Tries each statement by itself; nothing of it stays. */
    private List<String> tried(String role, Stream<String> statements, Predicate<String> wanted) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String text : statements.toList()) {
                statement.execute("set local role " + role);
                String state = stateOf(statement, text);
                connection.rollback();
                if (wanted.test(state)) {
                    found.add(text + " " + state);
                }
            }
        }
        return found;
    }

    /** The SQLSTATE with which it fails; empty: it does not. */
    private static String stateOf(Statement statement, String text) {
        try {
            statement.execute(text);
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }

    private Stream<String> everyWrite(List<String> schemas) {
        return schemas.stream()
                .flatMap(schema -> Stream.concat(
                        truncations(schema), tables(schema).stream().flatMap(this::everyWriteOf)));
    }

    private Stream<String> everyWriteOf(String table) {
        return Stream.of(
                "insert into " + table + " select * from " + table + " where false",
                "delete from " + table + " where false",
                "update " + table + " set " + firstColumn(table) + " = " + firstColumn(table) + " where false");
    }

    private Stream<String> truncations(String schema) {
        return tables(schema).stream().map(table -> "truncate " + table);
    }

    private Stream<String> everyChangeOfTheSchema() {
        return SCHEMAS.stream()
                .flatMap(schema -> Stream.concat(
                        Stream.of(
                                "create table " + schema + ".mine (x int)",
                                "create view " + schema + ".mine as select 1 as x",
                                "drop schema " + schema + " cascade",
                                "create schema mine"),
                        tables(schema).stream()
                                .flatMap(table -> Stream.of(
                                        "drop table " + table + " cascade",
                                        "alter table " + table + " add column mine int",
                                        "create index on " + table + " ((1))",
                                        "comment on table " + table + " is 'mine'"))));
    }

    private String firstColumn(String table) {
        return sql.fetchValue(
                        "select quote_ident(attname) from pg_attribute where attrelid = ?::regclass and attnum = 1",
                        table)
                .toString();
    }

    private List<String> tables(String schema) {
        return named(schema, "'r', 'p'");
    }

    private List<String> relations(String schema) {
        return named(schema, "'r', 'p', 'v', 'm'");
    }

    private List<String> named(String schema, String kinds) {
        return sql.resultQuery(
                        "select c.oid::regclass::text from pg_class c where relnamespace = ?::regnamespace"
                                + " and relkind in (" + kinds + ") and not relispartition order by 1",
                        schema)
                .fetchInto(String.class);
    }
}
