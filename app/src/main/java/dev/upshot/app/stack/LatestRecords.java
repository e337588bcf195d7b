package dev.upshot.app.stack;

import dev.upshot.app.Target;
import dev.upshot.wire.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a compacted topic of one partition holds. */
public final class LatestRecords {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private LatestRecords() {}

    /**
     * The latest committed record of each key, in the order in which the keys first came. A key whose latest record is of another type, or
     * none, is left out.
     *
     * @param until {@code READ_UNCOMMITTED} waits for transactions that are open, until they end or time out: a committed one may still lack
     *     its mark; {@code READ_COMMITTED} reads what lies before the first of them
     * @throws org.apache.kafka.common.KafkaException if the broker or registry cannot be used, or nothing comes for 90 s
     */
    public static <T extends SpecificRecord> Map<String, T> of(
            Target target, String topic, Class<T> type, IsolationLevel until) {
        Map<String, T> latest = new LinkedHashMap<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        long end = end(target, partition, until);
        try (Consumer<String, SpecificRecord> consumer = consumer(target, topic)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long position = consumer.position(partition);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (position < end) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("topic " + topic + " has not been read to its end: nothing came for "
                            + PATIENCE.toSeconds() + " s");
                }
                for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(POLL)) {
                    if (type.isInstance(record.value())) {
                        latest.put(record.key(), type.cast(record.value()));
                    } else {
                        latest.remove(record.key());
                    }
                }
                if (consumer.position(partition) > position) {
                    position = consumer.position(partition);
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
            }
        }
        return latest;
    }

    private static long end(Target target, TopicPartition partition, IsolationLevel until) {
        try (Admin admin = Kafka.admin(target)) {
            return Kafka.await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(until))
                            .partitionResult(partition))
                    .offset();
        }
    }

    private static Consumer<String, SpecificRecord> consumer(Target target, String topic) {
        Map<String, Object> settings = new HashMap<>(target.kafka());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        settings.put(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "upshot-" + topic.substring(target.topics().prefix().length()));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(
                settings, new StringDeserializer(), WireFormat.of(target.wire()).deserializer());
    }
}
