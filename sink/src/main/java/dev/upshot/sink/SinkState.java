package dev.upshot.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a sink is doing, at one moment.
 *
 * @param status what it is doing
 * @param partitions how many partitions it owns
 * @param lag committed records it has not written yet, over its partitions; empty until known
 * @param behind when the log learned of what was written last in the partition that is furthest behind; null where
 *     nothing waits to be written, or nothing was written yet
 * @param totals what it has done since it started
 * @param lastBatch the latest transaction that wrote records; null before the first
 * @param problem why it waits or has failed, in one line; null otherwise
 */
public record SinkState(
        Status status,
        int partitions,
        OptionalLong lag,
        @Nullable Instant behind,
        Totals totals,
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

    /**
     * What was done since the start.
     *
     * @param records records written, the refused ones included
     * @param refused of these, records that ended in quarantine because the sink could not write them
     * @param transactions that wrote records
     * @param writing the time these took, from the start of decoding to the commit
     * @param retries how often it had to wait and try again
     * @param takeovers how often another writer had taken a partition over
     * @param quarantined records written to quarantine, by reason
     * @param completeTo up to when the lifts of each generation are complete, as far as this sink has written it
     */
    public record Totals(
            long records,
            long refused,
            long transactions,
            Duration writing,
            long retries,
            long takeovers,
            Map<String, Long> quarantined,
            Map<String, Instant> completeTo) {

        /** Before anything was done. */
        public static final Totals NONE = new Totals(0, 0, 0, Duration.ZERO, 0, 0, Map.of(), Map.of());

        public Totals {
            quarantined = Map.copyOf(quarantined);
            completeTo = Map.copyOf(completeTo);
        }
    }

    /** A sink that was not run yet. */
    static SinkState starting() {
        return new SinkState(Status.STARTING, 0, OptionalLong.empty(), null, Totals.NONE, null, null);
    }

    /** Records written since it started, the refused ones included. */
    public long recordsWritten() {
        return totals.records();
    }

    /** Of these, records that ended in quarantine because the sink could not write them. */
    public long recordsRefused() {
        return totals.refused();
    }
}
