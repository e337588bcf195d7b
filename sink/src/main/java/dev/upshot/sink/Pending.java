package dev.upshot.sink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What was polled and is not written yet. The next offsets are the consumer's positions: they also move over the
 * markers of transactions, which no record shows.
 */
final class Pending {
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();

    void add(ConsumerRecords<byte[], byte[]> polled) {
        polled.forEach(records::add);
        polled.nextOffsets().forEach((partition, next) -> nextOffsets.put(partition, next.offset()));
    }

    /** Goes on at an offset without having read what was before. */
    void skip(TopicPartition partition, long nextOffset) {
        nextOffsets.put(partition, nextOffset);
    }

    /** Forgets partitions that are no longer ours: who has them now reads those records again. */
    void drop(Collection<TopicPartition> partitions) {
        records.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        nextOffsets.keySet().removeAll(partitions);
    }

    void clear() {
        records.clear();
        nextOffsets.clear();
    }

    boolean isEmpty() {
        return nextOffsets.isEmpty();
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    Map<TopicPartition, Long> nextOffsets() {
        return nextOffsets;
    }
}
