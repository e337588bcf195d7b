package dev.upshot.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions the group has given to this consumer, and the epochs the database has given to them. A partition is
 * read only once it has both. Belongs to the consumer's thread.
 */
final class Ownership implements ConsumerRebalanceListener {
    private final Consumer<?, ?> consumer;
    private final Pending pending;
    private final Map<TopicPartition, Long> epochs = new HashMap<>();
    private final Set<TopicPartition> unclaimed = new HashSet<>();

    Ownership(Consumer<?, ?> consumer, Pending pending) {
        this.consumer = consumer;
        this.pending = pending;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // The place to read from is in the database, which may be away: until it is known the partition rests. The
        // seek keeps the consumer from asking the group for an offset.
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
        unclaimed.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        epochs.keySet().removeAll(partitions);
        unclaimed.removeAll(partitions);
        pending.drop(partitions);
    }

    Set<TopicPartition> unclaimed() {
        return unclaimed;
    }

    /** Starts reading where the database says. */
    void take(Map<TopicPartition, Claim> claims) {
        claims.forEach((partition, claim) -> {
            consumer.seek(partition, claim.nextOffset());
            epochs.put(partition, claim.epoch());
        });
        unclaimed.removeAll(claims.keySet());
    }

    /** Lets claimed partitions flow, or nothing. */
    void read() {
        consumer.resume(epochs.keySet());
    }

    void rest() {
        consumer.pause(consumer.assignment());
    }

    /** The offsets with the epochs that give the right to move to them. */
    Map<TopicPartition, Claim> claims(Map<TopicPartition, Long> nextOffsets) {
        Map<TopicPartition, Claim> claims = new HashMap<>();
        nextOffsets.forEach((partition, next) -> {
            Long epoch = epochs.get(partition);
            if (epoch == null) {
                throw new IllegalStateException("read from " + partition + " without an epoch");
            }
            claims.put(partition, new Claim(epoch, next));
        });
        return claims;
    }

    int size() {
        return epochs.size();
    }
}
