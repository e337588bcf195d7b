package dev.upshot.app.verify;

import dev.upshot.app.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
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
    private final KafkaConsumer<byte[], byte[]> consumer;

    Tails(Target target) {
        this.consumer = TopicReader.consumer(target);
    }

    /** Offsets from a position to the end; 0 where none of them holds a committed record. */
    long behind(TopicPartition partition, long position, long end) {
        if (position >= end) {
            return 0;
        }
        boolean records = end - position > LONGEST
                || known.computeIfAbsent(new Tail(partition, position, end), this::holdsRecords);
        return records ? end - position : 0;
    }

    private boolean holdsRecords(Tail tail) {
        consumer.assign(List.of(tail.partition()));
        consumer.seek(tail.partition(), tail.from());
        for (int polls = 0; polls < POLLS && consumer.position(tail.partition()) < tail.end(); polls++) {
            if (!consumer.poll(POLL).isEmpty()) {
                return true;
            }
        }
        return consumer.position(tail.partition()) < tail.end();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private record Tail(TopicPartition partition, long from, long end) {}
}
