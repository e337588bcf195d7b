package dev.upshot.app.verify;

import dev.upshot.app.Progress;
import dev.upshot.app.Target;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.InterruptException;

/** Waits until everything committed to the event topics is in the reporting database. */
public final class Drain {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private Drain() {}

    /**
     * Returns when every generation's cells and lifts contain all events and the sink has written them. Events that
     * are sent while this waits are waited for too.
     *
     * @param timeout how long to wait at most
     * @param progress hears how many offsets of its topics the pipeline has worked off since the wait began
     * @throws VerifyException on timeout, saying which stage lags by how many records
     * @throws InterruptException if the thread is interrupted, as Kafka's clients do
     */
    public static void await(Target target, DataSource database, Duration timeout, Progress progress) {
        long deadline = System.nanoTime() + timeout.toNanos();
        long total = 0;
        long done = 0;
        try (Pipeline pipeline = new Pipeline(target, database)) {
            while (true) {
                List<Lag> lags = pipeline.lags();
                long behind = Lag.total(lags);
                total = Math.max(total, behind);
                done = Math.max(done, total - behind);
                progress.at(done, total, "offsets");
                if (lags.isEmpty()) {
                    return;
                }
                if (System.nanoTime() >= deadline) {
                    throw VerifyException.unavailable("the pipeline has not worked off all events after "
                            + timeout.toSeconds() + " s: " + Lag.describe(lags));
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
