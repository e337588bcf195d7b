package dev.upshot.streams.topology;

import java.time.Duration;

/**
 * When a task publishes what changed: soon after it came, at most once per interval, and while the task is catching up
 * only every tenth interval, because what it would publish is soon out of date. Decides when rows are emitted, never
 * what they say.
 */
final class PublicationPace {

    /** From this many records per second on, a task is catching up. */
    private static final long BUSY = 2_000;

    private static final int LOOKS_PER_INTERVAL = 10;
    private static final int INTERVALS_WHEN_BUSY = 10;

    private final long interval;
    private long recordsSinceLook;
    private boolean unpublished = true;
    private long lookedAt;
    private long publishedAt;

    /** A pace that has something to publish from the start: what was published before a restart is not known. */
    PublicationPace(Duration interval) {
        this.interval = interval.toMillis();
    }

    /** How often to ask whether publishing is due. */
    Duration lookEvery() {
        return Duration.ofMillis(Math.max(1, interval / LOOKS_PER_INTERVAL));
    }

    /** A record was taken in. */
    void took() {
        recordsSinceLook++;
        unpublished = true;
    }

    /**
     * Whether to publish now; if so, that counts as done.
     *
     * @param now wall-clock time, milliseconds since the epoch
     */
    boolean isDue(long now) {
        boolean busy = recordsSinceLook * 1000 >= BUSY * Math.max(1, now - lookedAt);
        recordsSinceLook = 0;
        lookedAt = now;
        long waited = now < publishedAt ? Long.MAX_VALUE : now - publishedAt;
        if (!unpublished || waited < (busy ? INTERVALS_WHEN_BUSY : 1) * interval) {
            return false;
        }
        unpublished = false;
        publishedAt = now;
        return true;
    }
}
