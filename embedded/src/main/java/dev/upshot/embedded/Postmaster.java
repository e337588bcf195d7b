package dev.upshot.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL server process.
 *
 * <p>A thread of its own forks the server and stays until it has ended: the kernel ties the server's parent-death
 * signal to the forking thread and not to the process, so a server forked from a worker thread would shut down as soon
 * as that worker goes home.
 */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final int port;
    private final Path log;
    private volatile boolean serving;

    private Postmaster(int port, Path log) {
        this.port = port;
        this.log = log;
    }

    /**
     * Forks the server; it is not ready yet.
     *
     * @param deadPredecessor a process id in the directory's lock file that is known not to be a server
     */
    static Postmaster fork(PostgresCluster cluster, int port, OptionalLong deadPredecessor)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(cluster.commandLine(cluster.data(), "postgres", settings(port)))
                .directory(cluster.data().toFile())
                .redirectErrorStream(true)
                .redirectOutput(cluster.log().toFile());
        builder.environment().put("LC_ALL", "C");
        // The server takes a lock file's process for a predecessor that still runs if a process of that id exists,
        // whatever it is, unless it is its own parent's parent.
        deadPredecessor.ifPresent(pid -> builder.environment().put("PG_GRANDPARENT_PID", Long.toString(pid)));
        Postmaster postmaster = new Postmaster(port, cluster.log());
        Thread thread = new Thread(() -> postmaster.forkAndWait(builder), "upshot-postgres");
        thread.setDaemon(true);
        thread.start();
        try {
            postmaster.started.get();
        } catch (ExecutionException e) {
            throw new IOException(Reason.of(e.getCause() == null ? e : e.getCause()), e);
        }
        return postmaster;
    }

    int port() {
        return port;
    }

    long pid() {
        return process().pid();
    }

    boolean alive() {
        return process().isAlive();
    }

    /** Waits for the server's end for at most so long; true if it has ended. */
    boolean ended(long timeout, TimeUnit unit) throws InterruptedException {
        return process().waitFor(timeout, unit);
    }

    /** From now on its end is a surprise. */
    void serving() {
        serving = true;
    }

    /** From now on its end is no surprise. */
    void stopping() {
        serving = false;
    }

    void kill() {
        stopping();
        process().destroyForcibly();
    }

    /** The last lines of the server's log. */
    List<String> lastWords() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - 12), lines.size());
        } catch (IOException e) {
            return List.of();
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

    private Process process() {
        return started.join();
    }

    private void forkAndWait(ProcessBuilder builder) {
        try {
            started.complete(builder.start());
        } catch (IOException e) {
            started.completeExceptionally(e);
            return;
        }
        while (alive()) {
            try {
                process().waitFor();
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt this thread, and leaving would stop the server.
                LOG.debug("interrupted while PostgreSQL runs", e);
            }
        }
        if (serving) {
            LOG.error(
                    "PostgreSQL stopped unexpectedly with exit code {}; see {}",
                    process().exitValue(),
                    log);
        }
    }
}
