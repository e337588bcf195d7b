package dev.upshot.sink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    /**
     * The oldest records and where reading goes on after them.
     *
     * @param records of each partition in the order of their offsets
     */
    record Share(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> nextOffsets) {}

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
        records.removeIf(record -> partitions.contains(partition(record)));
        nextOffsets.keySet().removeAll(partitions);
    }

    void clear() {
        records.clear();
        nextOffsets.clear();
    }

    boolean isEmpty() {
        return nextOffsets.isEmpty();
    }

    /** Records that wait. */
    int size() {
        return records.size();
    }

    /** Where they lie. */
    Set<TopicPartition> partitions() {
        return records.stream().map(Pending::partition).collect(Collectors.toSet());
    }

    /** At most so many of the oldest; a partition that has more waiting goes on at the first of them. */
    Share first(int most) {
        int count = Math.min(most, records.size());
        Map<TopicPartition, Long> next = new HashMap<>(nextOffsets);
        for (int later = records.size() - 1; later >= count; later--) {
            ConsumerRecord<byte[], byte[]> record = records.get(later);
            next.put(partition(record), record.offset());
        }
        return new Share(List.copyOf(records.subList(0, count)), next);
    }

    /** Forgets what was written. */
    void written(Share share) {
        records.subList(0, share.records().size()).clear();
        nextOffsets
                .entrySet()
                .removeIf(next -> next.getValue().equals(share.nextOffsets().get(next.getKey())));
    }

    static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
