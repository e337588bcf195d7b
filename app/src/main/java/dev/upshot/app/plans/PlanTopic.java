package dev.upshot.app.plans;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.upshot.app.Target;
import dev.upshot.app.stack.Kafka;
import dev.upshot.event.PlanVersion;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.PlanRecords;
import dev.upshot.wire.WireFormat;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes the topic of plans: one partition, compacted, the key is {@code [use case, version]}. */
final class PlanTopic {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Target target;

    PlanTopic(Target target) {
        this.target = target;
    }

    /**
     * All plans published so far, the latest of each key, in the order of their first publication. A publication whose
     * transaction is still open is waited for: it ends or times out.
     */
    Collection<PublishedPlan> read() {
        Map<String, PublishedPlan> plans = new LinkedHashMap<>();
        TopicPartition partition = new TopicPartition(target.topics().plans(), 0);
        long end = end(partition);
        try (Consumer<String, SpecificRecord> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, SpecificRecord> plan : consumer.poll(POLL)) {
                    if (plan.value() instanceof PlanVersion version) {
                        plans.put(
                                plan.key(),
                                new PublishedPlan(version.getGeneration(), PlanRecords.fromRecord(version)));
                    } else {
                        plans.remove(plan.key());
                    }
                }
            }
        }
        return plans.values();
    }

    /** Where the topic ends, open transactions included: a committed one may still lack its mark. */
    private long end(TopicPartition partition) {
        try (Admin admin = Kafka.admin(target)) {
            return Kafka.await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition))
                    .offset();
        }
    }

    /** Publishes plans as one generation: all of them or none. */
    void publish(String generation, Collection<Plan> plans) {
        try (KafkaProducer<String, SpecificRecord> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            for (Plan plan : plans) {
                producer.send(new ProducerRecord<>(
                        target.topics().plans(), key(plan), PlanRecords.toRecord(plan, generation)));
            }
            producer.commitTransaction();
        }
    }

    private Consumer<String, SpecificRecord> consumer() {
        Map<String, Object> settings = new HashMap<>(target.kafka());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "upshot-plans");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(
                settings, new StringDeserializer(), WireFormat.of(target.wire()).deserializer());
    }

    private KafkaProducer<String, SpecificRecord> producer() {
        Map<String, Object> settings = new HashMap<>(target.kafka());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "upshot-plans");
        // Of this publication only: two instances that publish the same plans must not fence each other.
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, target.topics().prefix() + "plans-" + UUID.randomUUID());
        return new KafkaProducer<>(
                settings,
                new StringSerializer(),
                WireFormat.of(target.ownWire()).serializer());
    }

    private static String key(Plan plan) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(plan.useCase())
                .add(plan.version())
                .toString();
    }
}
