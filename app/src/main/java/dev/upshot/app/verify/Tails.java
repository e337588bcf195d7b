package dev.upshot.app.verify;

import dev.upshot.app.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks whether the last offsets of a partition hold records at all: after those of a transactional producer come
 * markers, and perhaps aborted records, which a stage never sees and so never reports as worked off.
 */
final class Tails implements AutoCloseable {

    /** A tail that is longer is not looked at: where so much is left, some of it will be records. */
    private static final long LONGEST = 10_000;

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 50;

    private final Map<Tail, Boolean> known = new HashMap<>();
    private final Consumer<byte[], byte[]> consumer;

    Tails(Target target) {
        this(TopicReader.consumer(target));
    }

    /** @param consumer of committed records; closed with this */
    Tails(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Offsets from a position to the end; 0 where none of them holds a committed record. */
    long behind(TopicPartition partition, long position, long end) {
        if (position >= end) {
            return 0;
        }
        return end - position > LONGEST || mayHoldRecords(new Tail(partition, position, end)) ? end - position : 0;
    }

    /** A tail that was not seen to its end, because the broker was slow, is looked at again when it is asked for again. */
    private boolean mayHoldRecords(Tail tail) {
        Optional<Boolean> holds = Optional.ofNullable(known.get(tail));
        if (holds.isEmpty()) {
            holds = holdsRecords(tail);
            holds.ifPresent(found -> known.put(tail, found));
        }
        return holds.orElse(true);
    }

    private Optional<Boolean> holdsRecords(Tail tail) {
        consumer.assign(List.of(tail.partition()));
        consumer.seek(tail.partition(), tail.from());
        for (int polls = 0; polls < POLLS && consumer.position(tail.partition()) < tail.end(); polls++) {
            if (!consumer.poll(POLL).isEmpty()) {
                return Optional.of(true);
            }
        }
        return consumer.position(tail.partition()) < tail.end() ? Optional.empty() : Optional.of(false);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private record Tail(TopicPartition partition, long from, long end) {}
}
