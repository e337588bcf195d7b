package dev.upshot.sink;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What is committed in the topics and not yet in the tables.
 *
 * @param records how many; empty until the consumer knows
 * @param waiting the partitions they lie in
 */
record Lag(OptionalLong records, Set<TopicPartition> waiting) {

    /** What was not polled yet, and what was polled and is not written. */
    static Lag of(Consumer<?, ?> consumer, Pending pending) {
        long records = pending.size();
        boolean known = true;
        Set<TopicPartition> waiting = new HashSet<>(pending.partitions());
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong one = consumer.currentLag(partition);
            known &= one.isPresent();
            records += one.orElse(0);
            if (one.orElse(0) > 0) {
                waiting.add(partition);
            }
        }
        return new Lag(known ? OptionalLong.of(records) : OptionalLong.empty(), waiting);
    }
}
