package dev.upshot.app.publish;

import dev.upshot.app.Target;
import dev.upshot.app.stack.Kafka;
import dev.upshot.wire.TickHeader;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How far time has passed in the event topics, as far as one record a partition tells: the newest by its timestamp, which is
 * a tick's wherever the log ended with one. Ticks lie in every partition, so one that is found speaks for all.
 */
public final class LogClock {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private LogClock() {}

    /**
     * Reads the clock.
     *
     * @return milliseconds since 1970; empty where no such record is a tick, or it does not come within five seconds
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be used, or the topics may not be read
     */
    public static OptionalLong of(Target target) {
        Map<TopicPartition, Long> newest = newest(target);
        Map<String, Object> settings = new HashMap<>(target.kafka());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "upshot-log-clock");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(newest.keySet());
            newest.forEach(consumer::seek);
            return clock(consumer, new HashSet<>(newest.keySet()));
        }
    }

    private static OptionalLong clock(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> unread) {
        OptionalLong clock = OptionalLong.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!unread.isEmpty() && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (unread.remove(partition)) {
                    clock = later(clock, tick(record));
                    consumer.pause(Set.of(partition));
                }
            }
        }
        return clock;
    }

    private static OptionalLong tick(ConsumerRecord<byte[], byte[]> record) {
        return TickHeader.marks(record.key(), record.value(), record.headers())
                ? TickHeader.accepted(record.headers(), record.timestamp())
                : OptionalLong.empty();
    }

    private static OptionalLong later(OptionalLong one, OptionalLong other) {
        return LongStream.concat(one.stream(), other.stream()).max();
    }

    /** Where the newest record of each partition lies that has any. */
    private static Map<TopicPartition, Long> newest(Target target) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        Map<TopicPartition, Long> newest = new HashMap<>();
        try (Admin admin = Kafka.admin(target)) {
            Map<String, TopicDescription> found =
                    Kafka.await(admin.describeTopics(target.topics().inputs()).allTopicNames());
            found.forEach((topic, description) -> description
                    .partitions()
                    .forEach(partition ->
                            asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.maxTimestamp())));
            Map<TopicPartition, ListOffsetsResultInfo> answer =
                    Kafka.await(admin.listOffsets(asked).all());
            answer.forEach((partition, info) -> {
                if (info.offset() >= 0) {
                    newest.put(partition, info.offset());
                }
            });
        }
        return newest;
    }
}
