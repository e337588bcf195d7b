package dev.upshot.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a sink is doing, at one moment.
 *
 * @param status what it is doing
 * @param partitions how many partitions it owns
 * @param lag committed records it has not written yet, over its partitions; empty until known
 * @param recordsWritten records written since it started, the refused ones included
 * @param recordsRefused of these, records that ended in quarantine because the sink could not write them
 * @param lastBatch the latest transaction that wrote records; null before the first
 * @param problem why it waits or has failed, in one line; null otherwise
 */
public record SinkState(
        Status status,
        int partitions,
        OptionalLong lag,
        long recordsWritten,
        long recordsRefused,
        @Nullable Written lastBatch,
        @Nullable String problem) {

    /** What a sink is doing. */
    public enum Status {
        /** Not running yet. */
        STARTING,
        /** Reading and writing. */
        RUNNING,
        /** The database or the registry is away; what was read is kept and tried again. */
        WAITING,
        /** Closed. */
        STOPPED,
        /** Given up for a reason that waiting does not mend. */
        FAILED
    }

    /**
     * A transaction that wrote records.
     *
     * @param records how many
     * @param at when it was committed
     * @param took from the start of decoding to the commit
     */
    public record Written(int records, Instant at, Duration took) {}
}
