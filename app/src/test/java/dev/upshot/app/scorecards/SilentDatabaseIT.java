package dev.upshot.app.scorecards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.pipeline.Relay;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.Capabilities;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.report.Audience;
import dev.upshot.report.form.Format;
import dev.upshot.sink.database.ReportingDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The database falls silent, and nobody is told: no command waits for ever. */
class SilentDatabaseIT {
    @TempDir
    private static Path directory;

    private static EmbeddedPostgres postgres;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void aScheduleGivesUpTheStatementThatIsNotAnsweredAndGoesOnWhenTheDatabaseIsBack() throws Exception {
        PGSimpleDataSource direct = new PGSimpleDataSource();
        direct.setUrl(postgres.jdbcUrl("upshot"));
        direct.setUser(postgres.user());
        ReportingDatabase.migrate(direct);
        Path out = directory.resolve("editions");
        try (Relay relay = relay();
                Connection other = direct.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute(ScorecardsIT.ROWS);
            statement.execute(ScorecardsIT.READING.formatted("quality", "2026-01-01", "0.12"));
            Schedule schedule = schedule(relay, out);

            other.setAutoCommit(false);
            statement.execute("lock table ops.progress in access exclusive mode");
            CompletableFuture<Void> look = CompletableFuture.runAsync(schedule::look);
            await().until(() -> someoneWaits(direct));
            relay.fallSilent();
            look.get(1, TimeUnit.MINUTES);
            other.rollback();

            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("cannot read the reporting database")
                    .contains("check jdbc.url and that it is running");
            assertThat(out).doesNotExist();

            schedule.look();
            assertThat(out).doesNotExist();

            relay.restore();
            schedule.look();
            assertThat(Files.readSymbolicLink(out.resolve("latest"))).hasToString("2026-01-04T00-00-00Z");
        }
    }

    @Test
    void aServerThatAcceptsConnectionsAndSaysNothingIsToldBeforeAnythingBegins() throws Exception {
        try (Relay relay = relay()) {
            relay.fallSilent();

            assertThatExceptionOfType(CommandFailure.class)
                    .isThrownBy(() -> stack(relay, 1).require(Part.DATABASE))
                    .withMessageContaining("no PostgreSQL answers at");
        }
    }

    private Schedule schedule(Relay relay, Path out) {
        PrintStream terminal = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Schedule(
                new Schedule.What(Duration.ofDays(1), Set.of(), Audience.BOARD, EnumSet.of(Format.JSON)),
                stack(relay, 5).database(Schedule.LONGEST_SILENCE),
                new Editions(out),
                null,
                new Terminal(terminal, terminal, Capabilities.PLAIN));
    }

    /** Its connections bear a silence of so many seconds, as the address says. */
    private static Stack stack(Relay relay, int seconds) {
        String address = "jdbc:postgresql://127.0.0.1:" + relay.port() + "/upshot?socketTimeout=" + seconds;
        return Stack.found(Configuration.of(
                Map.of(
                        Key.JDBC_URL,
                        address,
                        Key.JDBC_USER,
                        postgres.user(),
                        Key.STATE_DIR,
                        directory.resolve("state").toString()),
                Map.of(),
                null));
    }

    private static Relay relay() throws Exception {
        return Relay.to(URI.create(postgres.jdbcUrl("upshot").replaceFirst("^jdbc:", "")));
    }

    private static boolean someoneWaits(PGSimpleDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet waits = statement.executeQuery(
                        "select exists (select from pg_locks where relation = 'ops.progress'::regclass and not granted)")) {
            return waits.next() && waits.getBoolean(1);
        }
    }
}
