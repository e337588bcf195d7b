package dev.upshot.streams.topology;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How far a task has read its partition of each source topic, and its clocks; the value in the store {@code positions}.
 *
 * <p>Bytes: clock (8), final clock (8), then the next offset per source topic (8 each, 0 before the first record).
 */
final class SourcePosition {

    private long clock;
    private long finalClock;
    private final long[] nextOffsets;

    SourcePosition(int topics, byte @Nullable [] stored) {
        nextOffsets = new long[topics];
        if (stored != null) {
            ByteBuffer in = ByteBuffer.wrap(stored);
            clock = in.getLong();
            finalClock = in.getLong();
            for (int i = 0; i < topics; i++) {
                nextOffsets[i] = in.getLong();
            }
        }
    }

    void advance(int topic, long offset, long observed) {
        nextOffsets[topic] = offset + 1;
        clock = Math.max(clock, observed);
    }

    /** Takes a tick; the clock never goes back. */
    void tick(long at) {
        finalClock = Math.max(finalClock, at);
    }

    /** Highest tick taken, milliseconds since the epoch; 0 before the first. */
    long finalClock() {
        return finalClock;
    }

    /** Highest record timestamp seen, milliseconds since the epoch; 0 before the first record. */
    long clock() {
        return clock;
    }

    /** Offset of the first record of this topic not yet taken in. */
    long nextOffset(int topic) {
        return nextOffsets[topic];
    }

    byte[] bytes() {
        ByteBuffer out =
                ByteBuffer.allocate(16 + 8 * nextOffsets.length).putLong(clock).putLong(finalClock);
        for (long next : nextOffsets) {
            out.putLong(next);
        }
        return out.array();
    }
}
