package dev.upshot.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.Progress;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.plan.Plan;
import dev.upshot.wire.TickHeader;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker: who loses the disk in mid-stream has everything again from the changelogs, clock and index included. */
class RestartTest {

    private static final Topics TOPICS = new Topics("upshot.");
    private static final Plan PLAN = RandomHistory.plan("subject");
    private static final Duration TICK_EVERY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private WireFormat wire;
    private KafkaProducer<byte[], byte[]> producer;
    private long published;

    @Test
    void a_restart_without_local_state_changes_no_row_and_forgets_no_journey() throws Exception {
        List<RandomHistory.Learned> history = RandomHistory.of(5);
        int half = history.size() / 2;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory.resolve("registry"));
                EmbeddedBroker started = EmbeddedBroker.start(directory.resolve("broker"));
                KafkaProducer<byte[], byte[]> sending = new KafkaProducer<>(
                        Map.of("bootstrap.servers", started.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                MeasuringTask undisturbed = MeasuringTask.of(PLAN, registry, directory)) {
            broker = started;
            producer = sending;
            wire = WireFormat.of(Map.of("schema.registry.url", registry.url().toString()));
            createTopics();
            history.forEach(learned -> undisturbed.send(learned.event(), learned.observed()));

            publish(history.subList(0, half));
            Map<String, SpecificRecord> halfWay = rowsOf("before");
            publish(history.subList(half, history.size()));
            Instant end = history.get(history.size() - 1).observed();
            publishTick(end.plus(PLAN.horizon()).plus(PLAN.lateness()).plus(Duration.ofDays(8)));
            Map<String, SpecificRecord> rows = rowsOf("after");

            assertThat(rows).isEqualTo(undisturbed.rows()).isNotEqualTo(halfWay);
            assertThat(liveKeys(changelog(StateStores.JOURNEYS))).isZero();
            assertThat(liveKeys(changelog(StateStores.EXPIRIES))).isZero();
        }
    }

    /** Runs with local state of this name until everything published is contained, and returns the latest rows. */
    private Map<String, SpecificRecord> rowsOf(String state) {
        Measurement measurement = new Measurement("test", List.of(PLAN), List.of(), TOPICS, 1, Duration.ofMillis(100));
        try (KafkaStreams streams = new KafkaStreams(
                MeasurementTopology.of(measurement, wire),
                StreamsSettings.of(measurement, broker.bootstrapServers(), directory.resolve(state), 1, Map.of()))) {
            streams.start();
            Map<String, SpecificRecord> rows = new TreeMap<>();
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        rows.clear();
                        read(TOPICS.cells()).forEach(row -> rows.put(text(row.key()), decode(row)));
                        return containsEverything(rows);
                    });
            rows.values().removeIf(Progress.class::isInstance);
            return rows;
        }
    }

    private boolean containsEverything(Map<String, SpecificRecord> rows) {
        return rows.values().stream()
                        .filter(Progress.class::isInstance)
                        .map(Progress.class::cast)
                        .flatMap(progress -> progress.getPositions().stream())
                        .mapToLong(position -> position.getNextOffset())
                        .sum()
                == published;
    }

    private SpecificRecord decode(ConsumerRecord<byte[], byte[]> row) {
        return wire.deserializer().deserialize(row.topic(), row.value());
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    private static String changelog(String store) {
        return "upshot.streams-test-" + store + "-changelog";
    }

    private long liveKeys(String topic) {
        Map<String, Boolean> live = new TreeMap<>();
        read(topic).forEach(row -> live.put(new String(row.key(), StandardCharsets.ISO_8859_1), row.value() != null));
        assertThat(live).isNotEmpty();
        return live.values().stream().filter(alive -> alive).count();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        Stream.Builder<ConsumerRecord<byte[], byte[]>> rows = Stream.builder();
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(rows);
            }
        }
        return rows.build().toList();
    }

    private void createTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(TOPICS.all().stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "-1")))
                            .toList())
                    .all()
                    .get();
        }
    }

    private void publish(List<RandomHistory.Learned> history) {
        Instant clock = history.get(0).observed();
        for (RandomHistory.Learned learned : history) {
            for (; !clock.plus(TICK_EVERY).isAfter(learned.observed()); clock = clock.plus(TICK_EVERY)) {
                publishTick(clock.plus(TICK_EVERY));
            }
            publish(topic(learned.event()), subject(learned.event()), learned.event(), learned.observed());
        }
    }

    private void publishTick(Instant at) {
        long millis = at.toEpochMilli();
        for (String topic : TOPICS.inputs()) {
            send(new ProducerRecord<>(topic, 0, millis, null, null, List.of(TickHeader.of(millis))));
        }
    }

    private void publish(String topic, String key, SpecificRecord value, Instant timestamp) {
        send(new ProducerRecord<>(
                topic,
                0,
                timestamp.toEpochMilli(),
                key.getBytes(StandardCharsets.UTF_8),
                wire.serializer().serialize(topic, value)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
        published++;
    }

    private static String topic(SpecificRecord event) {
        return event instanceof DecisionEvent
                ? TOPICS.decisions()
                : event instanceof OutcomeEvent ? TOPICS.outcomes() : TOPICS.reviews();
    }

    private static String subject(SpecificRecord event) {
        if (event instanceof DecisionEvent decision) {
            return decision.getSubjectId();
        }
        return event instanceof OutcomeEvent outcome ? outcome.getSubjectId() : ((ReviewEvent) event).getSubjectId();
    }
}
