package dev.upshot.app.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.app.RepositoryRoot;
import dev.upshot.app.Target;
import dev.upshot.app.pipeline.RealServices;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.streams.plan.yaml.PlanReader;
import dev.upshot.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaPublisherIT {

    private static final int PARTITIONS = 3;

    @TempDir
    private Path directory;

    @Test
    void everyEventIsInTheTopicOfItsKindUnderItsKeyAtItsObservedTimeInTheOrderGiven() {
        List<TimedEvent> events = new ArrayList<>();
        Simulation.of(PlanReader.read(RepositoryRoot.resolve("examples/claims-triage.yaml")), 2_000, 10, 3)
                .forEach(simulated -> events.add(simulated.event()));
        try (RealServices services = new RealServices(directory)) {
            Target target = services.target("publisher.");
            createTopics(target);

            // Right after the topics were created: their leaders may not be ready yet.
            try (KafkaPublisher publisher = KafkaPublisher.to(target)) {
                events.forEach(publisher::publish);
            }

            for (EventKind kind : EventKind.values()) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    TopicPartition place = new TopicPartition(kind.topic(target.topics()), partition);
                    assertThat(read(target, kind, place)).isEqualTo(expected(events, kind, partition));
                }
            }
        }
    }

    private static void createTopics(Target target) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) target.bootstrapServers()))) {
            new TopicSetup(admin, target.topics()).ensure(PARTITIONS);
        }
    }

    private static List<TimedEvent> expected(List<TimedEvent> events, EventKind kind, int partition) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .filter(event ->
                        Utils.toPositive(Utils.murmur2(event.key().getBytes(StandardCharsets.UTF_8))) % PARTITIONS
                                == partition)
                .toList();
    }

    private static List<TimedEvent> read(Target target, EventKind kind, TopicPartition place) {
        List<TimedEvent> read = new ArrayList<>();
        try (Deserializer<SpecificRecord> values = WireFormat.of(target.wire()).deserializer();
                KafkaConsumer<String, SpecificRecord> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", target.bootstrapServers()), new StringDeserializer(), values)) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            while (consumer.position(place) < end) {
                for (ConsumerRecord<String, SpecificRecord> entry : consumer.poll(Duration.ofSeconds(1))) {
                    read.add(new TimedEvent(kind, entry.key(), entry.value(), entry.timestamp()));
                }
            }
        }
        return read;
    }
}
