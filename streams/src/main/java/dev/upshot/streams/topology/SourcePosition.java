package dev.upshot.streams.topology;

import dev.upshot.event.Position;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
final class SourcePosition implements Reached {

    private final List<String> topics;
    private long seen;
    private final long[] nextOffsets;
    private final long[] clocks;
    private long finalClock;

    SourcePosition(List<String> topics, byte @Nullable [] stored) {
        this.topics = topics;
        nextOffsets = new long[topics.size()];
        clocks = new long[topics.size()];
        if (stored != null) {
            ByteBuffer in = ByteBuffer.wrap(stored);
            seen = in.getLong();
            for (int topic = 0; topic < clocks.length; topic++) {
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

    @Override
    public long finalClock() {
        return finalClock;
    }

    /** Highest record timestamp seen, milliseconds since the epoch; 0 before the first record. */
    @Override
    public long seen() {
        return seen;
    }

    /** Offset of the first record of this topic not yet taken in. */
    long nextOffset(int topic) {
        return nextOffsets[topic];
    }

    @Override
    public List<Position> positions() {
        List<Position> positions = new ArrayList<>(topics.size());
        for (int topic = 0; topic < nextOffsets.length; topic++) {
            positions.add(new Position(topics.get(topic), nextOffsets[topic]));
        }
        return positions;
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(8 + 16 * clocks.length).putLong(seen);
        for (int topic = 0; topic < clocks.length; topic++) {
            out.putLong(nextOffsets[topic]).putLong(clocks[topic]);
        }
        return out.array();
    }
}
