package dev.upshot.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.report.ReportException;
import dev.upshot.report.ReportException.Kind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class SnapshotIT {
    private static final String LIMIT = "select current_setting('statement_timeout')";

    @TempDir
    private static Path state;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(state.resolve("postgres"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void theServerEndsWhatNobodyWouldWaitForAnyMore() {
        assertThat(limits(database(120, ""))).containsOnly("110s");
    }

    @Test
    void whoWaitsForEverMaySetALimitAndElseHasNone() {
        assertThat(limits(database(0, ""))).containsOnly("0");
        assertThat(limits(database(0, "-c statement_timeout=7s"))).containsOnly("7s");
    }

    @Test
    void theLowerLimitOfAnAdministratorStays() {
        assertThat(limits(database(120, "-c statement_timeout=7s"))).containsOnly("7s");
        assertThat(limits(database(120, "-c statement_timeout=1h"))).containsOnly("110s");
    }

    @Test
    void aStatementThatTheServerHasEndedIsAFaultAndNoSilence() {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> Snapshot.read(
                        database(120, "-c statement_timeout=50ms"),
                        snapshot -> snapshot.database().fetch("select pg_sleep(3600)")))
                .withMessageContaining("canceling statement due to statement timeout")
                .extracting(ReportException::kind)
                .isEqualTo(Kind.DATABASE_FAULT);
    }

    /** As each connection that reads of one snapshot has it. */
    private static List<String> limits(DataSource database) {
        return Snapshot.read(
                database,
                snapshot -> snapshot.each(
                        Collections.nCopies(20, LIMIT),
                        (by, sql) -> by.resultQuery(sql).fetchSingle(0, String.class)));
    }

    private static DataSource database(int silenceSeconds, String options) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl("upshot"));
        source.setUser(postgres.user());
        source.setSocketTimeout(silenceSeconds);
        if (!options.isEmpty()) {
            source.setOptions(options);
        }
        return source;
    }
}
