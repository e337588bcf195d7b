package dev.upshot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Brings a server up on a data directory, and tries again where a failure is known to pass. */
final class PostgresLauncher {
    private static final int ATTEMPTS = 100;
    private static final long PAUSE_MILLIS = 100;
    /** Recovery after a crash may take minutes; this is for a server that hangs. */
    private static final long READY_WITHIN_SECONDS = 900;

    private PostgresLauncher() {}

    /** Prepares the data directory, starts the server on a free port and returns when it answers. */
    static Postmaster launch(PostgresCluster cluster) throws IOException {
        OptionalLong deadPredecessor = cluster.prepare();
        Path log = cluster.log();
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            for (int attempt = 1; ; attempt++) {
                Postmaster postmaster = Postmaster.fork(cluster, FreePort.any(), deadPredecessor);
                if (becameReady(cluster, postmaster)) {
                    postmaster.serving();
                    return postmaster;
                }
                List<String> lastWords = postmaster.lastWords();
                if (attempt == ATTEMPTS || !passes(lastWords)) {
                    throw new EmbeddedException("PostgreSQL did not start in " + cluster.data() + "; its last words:"
                            + Command.tail(lastWords));
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean becameReady(PostgresCluster cluster, Postmaster postmaster)
            throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_SECONDS);
        boolean decided = false;
        try {
            while (System.nanoTime() < giveUp) {
                // The process id tells our server from one that somebody else started on that port a moment ago.
                if (PostmasterFile.read(cluster.data())
                        .filter(file -> file.ready() && file.pid() == postmaster.pid())
                        .isPresent()) {
                    decided = true;
                    return true;
                }
                if (postmaster.ended(10, TimeUnit.MILLISECONDS)) {
                    decided = true;
                    return false;
                }
            }
            throw new IOException("not ready within " + READY_WITHIN_SECONDS + " s, see " + cluster.log());
        } finally {
            if (!decided) {
                postmaster.kill();
            }
        }
    }

    /** Whether a failed start is worth another try: the port was taken, or a killed server's children still work. */
    private static boolean passes(List<String> lastWords) {
        return lastWords.stream()
                .anyMatch(line -> line.contains("Address already in use") || line.contains("shared memory block"));
    }
}
