package dev.upshot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server as a child process, on a free port of 127.0.0.1, without authentication for local users.
 *
 * <p>Durable: {@code fsync} and {@code synchronous_commit} are on, and the next start after a {@code kill -9} recovers
 * all that was committed. UTF-8 with the built-in {@code C.UTF-8} locale, so text sorts by code point everywhere. The
 * server shuts down when this process ends in any way (on Linux with util-linux; elsewhere a server left behind is
 * stopped by the next start on the directory). As root it runs as {@code nobody}, who then owns {@code data}.
 *
 * <p>The directory holds {@code data} and the server's log {@code postgres.log} (and the one before). Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String DATABASE = "upshot";
    private static final int ATTEMPTS = 20;
    private static final long READY_WITHIN_SECONDS = 600;
    private static final long STOPPED_WITHIN_SECONDS = 60;

    private final StateDirectory lock;
    private final PostgresCluster cluster;
    private final Postmaster postmaster;
    private final int port;
    private boolean closed;

    private EmbeddedPostgres(StateDirectory lock, PostgresCluster cluster, Postmaster postmaster, int port) {
        this.lock = lock;
        this.cluster = cluster;
        this.postmaster = postmaster;
        this.port = port;
    }

    /**
     * Starts the server on a directory, which is created where it is missing, and returns when it answers and the
     * database {@code upshot} exists.
     *
     * @throws EmbeddedException if it cannot be started; the message says why and what to do
     */
    public static EmbeddedPostgres start(Path directory) {
        StateDirectory lock = StateDirectory.lock(directory);
        try {
            ServerAccount account = ServerAccount.choose();
            PostgresBinaries binaries = PostgresBinaries.locate(lock.path().resolveSibling("postgres-binaries"));
            PostgresCluster cluster = new PostgresCluster(lock.path(), binaries, account);
            EmbeddedPostgres postgres = launch(lock, cluster, cluster.prepare());
            try {
                postgres.createDatabase();
                return postgres;
            } catch (SQLException e) {
                postgres.stop();
                throw new EmbeddedException(
                        "cannot create the database " + DATABASE + " in " + lock.path() + ": " + Reason.of(e), e);
            }
        } catch (IOException e) {
            lock.close();
            throw EmbeddedException.at("cannot start PostgreSQL in", lock.path(), e);
        } catch (EmbeddedException e) {
            lock.close();
            throw e;
        }
    }

    /** The address of a database of this server, whether it exists or not; without the user. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The superuser; it has no password. */
    public String user() {
        return "postgres";
    }

    /** Disconnects every client, writes everything out and stops the server. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop();
        } finally {
            lock.close();
        }
    }

    private static EmbeddedPostgres launch(StateDirectory lock, PostgresCluster cluster, OptionalLong deadPredecessor)
            throws IOException {
        Path log = lock.path().resolve("postgres.log");
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        for (int attempt = 1; ; attempt++) {
            int port = FreePort.any();
            Postmaster postmaster = Postmaster.fork(cluster, settings(port), log, deadPredecessor);
            try {
                if (becameReady(cluster, postmaster)) {
                    return new EmbeddedPostgres(lock, cluster, postmaster, port);
                }
            } catch (IOException e) {
                postmaster.kill();
                throw e;
            }
            List<String> lastWords = postmaster.lastWords();
            if (attempt == ATTEMPTS || !passes(lastWords)) {
                throw new EmbeddedException(
                        "PostgreSQL did not start in " + lock.path() + "; its last words:" + Command.tail(lastWords));
            }
        }
    }

    private static List<String> settings(int port) {
        return List.of(
                "-cport=" + port,
                "-clisten_addresses=127.0.0.1",
                "-cunix_socket_directories=",
                "-cfsync=on",
                "-csynchronous_commit=on",
                "-ctimezone=UTC",
                "-clog_timezone=UTC",
                "-clog_checkpoints=off",
                "-clogging_collector=off",
                "-clog_destination=stderr");
    }

    private static boolean becameReady(PostgresCluster cluster, Postmaster postmaster) throws IOException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_SECONDS);
        try {
            while (System.nanoTime() < giveUp) {
                // The process id tells our server from one that somebody else started on that port a moment ago.
                if (PostmasterFile.read(cluster.data())
                        .filter(file -> file.ready() && file.pid() == postmaster.pid())
                        .isPresent()) {
                    return true;
                }
                if (postmaster.ended(10, TimeUnit.MILLISECONDS)) {
                    postmaster.stopping();
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        throw new IOException("not ready within " + READY_WITHIN_SECONDS + " s, see "
                + cluster.data().resolveSibling("postgres.log"));
    }

    /** Whether a failed start is worth another try: the port was taken, or a killed server's children still work. */
    private static boolean passes(List<String> lastWords) {
        return lastWords.stream()
                .anyMatch(line -> line.contains("Address already in use") || line.contains("shared memory block"));
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), "");
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        }
    }

    private void stop() {
        postmaster.stopping();
        try {
            Command signal = cluster.run(cluster.data(), "pg_ctl", "kill", "INT", Long.toString(postmaster.pid()));
            if (!signal.succeeded() && postmaster.alive()) {
                LOG.warn("cannot ask PostgreSQL to stop:{}", signal.tail());
            } else if (postmaster.ended(STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            LOG.warn("cannot ask PostgreSQL to stop: {}", Reason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.warn("PostgreSQL in {} did not stop and is killed; the next start recovers", lock.path());
        postmaster.kill();
    }
}
