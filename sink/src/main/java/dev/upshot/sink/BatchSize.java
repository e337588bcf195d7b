package dev.upshot.sink;

import java.time.Duration;

/**
 * How many records go into one transaction: as many as are written in about a second. A full batch that was quick
 * doubles it; one that was slow, or did not get through, halves it.
 */
final class BatchSize {
    private static final Duration QUICK = Duration.ofMillis(500);
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final int LEAST = 10;
    private static final int FIRST = 1_000;

    private final int most;
    private int records;

    /** @param most records, at least one */
    BatchSize(int most) {
        this.most = most;
        this.records = Math.min(FIRST, most);
    }

    int records() {
        return records;
    }

    /** A transaction with so many records took so long. */
    void wrote(int count, Duration took) {
        if (took.compareTo(SLOW) > 0) {
            halve();
        } else if (count >= records && took.compareTo(QUICK) < 0) {
            records = Math.min(most, records * 2);
        }
    }

    /** A transaction was given up: perhaps it was too large for the database's patience or memory. */
    void halve() {
        records = Math.max(Math.min(LEAST, most), records / 2);
    }
}
