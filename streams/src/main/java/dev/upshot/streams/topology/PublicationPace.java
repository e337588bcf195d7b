package dev.upshot.streams.topology;

import java.time.Duration;

/**
 * When a task publishes what changed: soon after it came, at most once per interval. Where records come fast, on average
 * over an interval, only every tenth, because what it would publish is soon out of date; and every thirtieth where they
 * are old besides, as in a replay: nobody waits for a day of last month while its outcomes still come in by the second.
 * Decides when rows are emitted, never what they say.
 */
final class PublicationPace {

    /** From this many records per second on, over a whole interval, records come fast. */
    private static final long BUSY = 2_000;

    /** From this age on, in milliseconds between the log's clock and the one on the wall, records are old. */
    private static final long OLD = 600_000;

    private static final int LOOKS_PER_INTERVAL = 10;
    private static final int INTERVALS_WHEN_BUSY = 10;
    private static final int INTERVALS_WHEN_REPLAYING = 30;

    private final long interval;
    private long records;
    private long countedFrom = Long.MAX_VALUE;
    private boolean busy;
    private long observed;
    private boolean unpublished = true;
    private long publishedAt;

    /** A pace that has something to publish from the start: what was published before a restart is not known. */
    PublicationPace(Duration interval) {
        this.interval = interval.toMillis();
    }

    /** How often to ask whether publishing is due. */
    Duration lookEvery() {
        return Duration.ofMillis(Math.max(1, interval / LOOKS_PER_INTERVAL));
    }

    /**
     * A record was taken in.
     *
     * @param observed its timestamp, milliseconds since the epoch
     */
    void took(long observed) {
        this.observed = observed;
        records++;
        unpublished = true;
    }

    /**
     * Whether to publish now; if so, that counts as done.
     *
     * @param now wall-clock time, milliseconds since the epoch
     */
    boolean isDue(long now) {
        count(now);
        long waited = now < publishedAt ? Long.MAX_VALUE : now - publishedAt;
        int intervals = !busy ? 1 : observed < now - OLD ? INTERVALS_WHEN_REPLAYING : INTERVALS_WHEN_BUSY;
        if (!unpublished || waited < intervals * interval) {
            return false;
        }
        unpublished = false;
        publishedAt = now;
        return true;
    }

    /**
     * Judges the pace once per interval: tasks take turns in their thread, and transactions come at once, so that what
     * came since the last look says nothing.
     */
    private void count(long now) {
        if (now < countedFrom) {
            countedFrom = now;
            records = 0;
        } else if (now - countedFrom >= interval) {
            busy = records * 1000 >= BUSY * Math.max(1, now - countedFrom);
            countedFrom = now;
            records = 0;
        }
    }
}
