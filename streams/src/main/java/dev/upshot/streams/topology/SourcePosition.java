package dev.upshot.streams.topology;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far a task has read its partition of each source topic, and its clocks; the value in the store {@code positions}.
 *
 * <p>Every topic has a clock of its own, moved by the ticks in it and by nothing else, so that what a clock says of an
 * event is a property of the one partition they both lie in. What is final follows the slowest of them.
 *
 * <p>Bytes: highest timestamp seen (8), then per source topic the next offset (8, 0 before the first record) and its
 * clock (8, 0 before the first tick).
 */
final class SourcePosition {

    private long seen;
    private final long[] nextOffsets;
    private final long[] clocks;
    private long finalClock;

    SourcePosition(int topics, byte @Nullable [] stored) {
        nextOffsets = new long[topics];
        clocks = new long[topics];
        if (stored != null) {
            ByteBuffer in = ByteBuffer.wrap(stored);
            seen = in.getLong();
            for (int topic = 0; topic < topics; topic++) {
                nextOffsets[topic] = in.getLong();
                clocks[topic] = in.getLong();
            }
        }
        finalClock = slowest();
    }

    void advance(int topic, long offset, long observed) {
        nextOffsets[topic] = offset + 1;
        seen = Math.max(seen, observed);
    }

    /** Takes a tick in a topic; its clock never goes back. */
    void tick(int topic, long at) {
        clocks[topic] = Math.max(clocks[topic], at);
        finalClock = slowest();
    }

    private long slowest() {
        return Arrays.stream(clocks).min().orElse(0);
    }

    /** Highest tick taken in this topic, milliseconds since the epoch; 0 before the first. */
    long clock(int topic) {
        return clocks[topic];
    }

    /** The lowest clock of all topics, milliseconds since the epoch; 0 until each has had a tick. */
    long finalClock() {
        return finalClock;
    }

    /** Highest record timestamp seen, milliseconds since the epoch; 0 before the first record. */
    long seen() {
        return seen;
    }

    /** Offset of the first record of this topic not yet taken in. */
    long nextOffset(int topic) {
        return nextOffsets[topic];
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(8 + 16 * clocks.length).putLong(seen);
        for (int topic = 0; topic < clocks.length; topic++) {
            out.putLong(nextOffsets[topic]).putLong(clocks[topic]);
        }
        return out.array();
    }
}
