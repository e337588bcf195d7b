package dev.upshot.app.verify;

import dev.upshot.app.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics as raw bytes, committed records only, one topic after the other. Not thread-safe. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String bootstrapServers;

    /** A reader of the topics of this broker, to be closed. */
    public TopicReader(Target target) {
        this.bootstrapServers = target.bootstrapServers();
        this.consumer = consumer(target);
    }

    /** A consumer of no group that sees committed records only. */
    static KafkaConsumer<byte[], byte[]> consumer(Target target) {
        Map<String, Object> config = new HashMap<>(target.kafka());
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000");
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "8388608");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Where a topic begins and where its committed records end, now. */
    public Extent extent(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw VerifyException.notFound("topic " + topic + " does not exist on " + bootstrapServers
                    + ": check the topic prefix, or start `upshot run` once, which creates it");
        }
        List<TopicPartition> partitions = infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        return new Extent(topic, consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
    }

    /** A topic's records from its beginning to its end as it was when asked. */
    public Iterator<ConsumerRecord<byte[], byte[]>> read(Extent extent) {
        consumer.assign(extent.ends().keySet());
        consumer.seekToBeginning(extent.ends().keySet());
        return new Records(extent);
    }

    @Override
    public void close() {
        consumer.close();
    }

    /**
     * Where a topic begins and ends.
     *
     * @param topic its name
     * @param beginnings offset of the first record that is still there, per partition
     * @param ends offset after the last committed record, per partition
     */
    public record Extent(String topic, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {

        int partitions() {
            return ends.size();
        }

        /** Offsets from the beginnings to the ends: no fewer than there are records. */
        long length() {
            return sum(ends) - sum(beginnings);
        }

        /** Records that were deleted before the beginnings. */
        long gone() {
            return sum(beginnings);
        }

        private static long sum(Map<TopicPartition, Long> offsets) {
            return offsets.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final class Records implements Iterator<ConsumerRecord<byte[], byte[]>> {

        private final Extent extent;
        private final Map<TopicPartition, Long> open;
        private Iterator<ConsumerRecord<byte[], byte[]>> batch = Collections.emptyIterator();

        Records(Extent extent) {
            this.extent = extent;
            this.open = new HashMap<>(extent.ends());
        }

        @Override
        public boolean hasNext() {
            while (!batch.hasNext()) {
                if (open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    consumer.assign(open.keySet());
                }
                if (open.isEmpty()) {
                    return false;
                }
                batch = poll();
            }
            return true;
        }

        /** The next records before the end; empty when the position moved over a transaction's marker only. */
        private Iterator<ConsumerRecord<byte[], byte[]>> poll() {
            long before = positions();
            long started = System.nanoTime();
            do {
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < open.getOrDefault(partition, 0L)) {
                        records.add(record);
                    }
                }
                if (!records.isEmpty() || positions() != before) {
                    return records.iterator();
                }
            } while (System.nanoTime() - started < PATIENCE.toNanos());
            throw VerifyException.unavailable("topic " + extent.topic() + " on " + bootstrapServers
                    + " gave no record for " + PATIENCE.toSeconds() + " s: check that the broker is up, then again");
        }

        private long positions() {
            return open.keySet().stream().mapToLong(consumer::position).sum();
        }

        @Override
        public ConsumerRecord<byte[], byte[]> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return batch.next();
        }
    }
}
