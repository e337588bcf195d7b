package dev.upshot.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
    private static final long STOPPED_WITHIN_SECONDS = 60;

    private final StateDirectory lock;
    private final PostgresCluster cluster;
    private final Postmaster postmaster;
    private boolean closed;

    private EmbeddedPostgres(StateDirectory lock, PostgresCluster cluster, Postmaster postmaster) {
        this.lock = lock;
        this.cluster = cluster;
        this.postmaster = postmaster;
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
            PostgresBinaries binaries = PostgresBinaries.locate(lock.path().resolve("binaries"));
            PostgresCluster cluster = new PostgresCluster(lock.path(), binaries, ServerAccount.choose());
            EmbeddedPostgres postgres = new EmbeddedPostgres(lock, cluster, PostgresLauncher.launch(cluster));
            postgres.createDatabase();
            return postgres;
        } catch (IOException e) {
            lock.close();
            throw EmbeddedException.at("cannot start PostgreSQL in", lock.path(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The address of a database of this server, whether it exists or not; without the user. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postmaster.port() + "/" + database;
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

    private void createDatabase() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), "");
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            stop();
            throw new EmbeddedException(
                    "cannot create the database " + DATABASE + " in " + lock.path() + ": " + Reason.of(e), e);
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
