package dev.upshot.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.Progress;
import dev.upshot.event.QuarantinedRecord;
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
import java.util.concurrent.ExecutionException;
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

/** Topics of one partition on a broker, and what the application that measures a plan makes of them. */
final class PublishedLogs implements AutoCloseable {

    private static final Topics TOPICS = new Topics("upshot.");

    private final Plan plan;
    private final Path directory;
    private final WireFormat wire;
    private final EmbeddedBroker broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private long published;

    PublishedLogs(Plan plan, EmbeddedRegistry registry, Path directory)
            throws ExecutionException, InterruptedException {
        this.plan = plan;
        this.directory = directory;
        wire = WireFormat.of(Map.of("schema.registry.url", registry.url().toString()));
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        producer = new KafkaProducer<>(
                // One at a time: where a topic is so new that its leader refuses the first batch, it may take the
                // second.
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(TOPICS.all().stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1).configs(Map.of("retention.ms", "-1")))
                            .toList())
                    .all()
                    .get();
        }
    }

    void publish(SpecificRecord event, Instant timestamp) {
        String topic = topic(event);
        byte[] key = subject(event).getBytes(StandardCharsets.UTF_8);
        byte[] value = wire.serializer().serialize(topic, event);
        send(new ProducerRecord<>(topic, 0, timestamp.toEpochMilli(), key, value));
    }

    /** Time passes in every topic. */
    void tick(Instant at) {
        TOPICS.inputs().forEach(topic -> tick(topic, at));
    }

    void publish(TickingHistory.Entry entry) {
        if (entry.event() == null) {
            tick(TOPICS.inputs().get(entry.topic()), entry.timestamp());
        } else {
            publish(entry.event(), entry.timestamp());
        }
    }

    private void tick(String topic, Instant at) {
        long millis = at.toEpochMilli();
        send(new ProducerRecord<>(topic, 0, millis, null, null, List.of(TickHeader.of(millis))));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
        published++;
    }

    /** Runs with local state of this name until everything published is contained, and returns the latest rows. */
    Map<String, SpecificRecord> measure(String state, Map<String, String> overrides) {
        producer.flush();
        Measurement measurement = new Measurement("test", List.of(plan), List.of(), TOPICS, 1, Duration.ofMillis(100));
        try (KafkaStreams streams = new KafkaStreams(
                MeasurementTopology.of(measurement, wire),
                StreamsSettings.of(measurement, broker.bootstrapServers(), directory.resolve(state), 1, overrides))) {
            streams.start();
            Map<String, SpecificRecord> rows = new TreeMap<>();
            await().atMost(Duration.ofMinutes(5))
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

    /** Every refused record by its place, with the reason. */
    List<String> refusals() {
        return read(TOPICS.quarantine()).stream()
                .map(row -> (QuarantinedRecord) decode(row))
                .map(MeasuringTask::refusal)
                .sorted()
                .toList();
    }

    /** How many keys a store's changelog has left. */
    long liveKeys(String store) {
        Map<String, Boolean> live = new TreeMap<>();
        read("upshot.streams-test-" + store + "-changelog")
                .forEach(row -> live.put(new String(row.key(), StandardCharsets.ISO_8859_1), row.value() != null));
        assertThat(live).isNotEmpty();
        return live.values().stream().filter(alive -> alive).count();
    }

    private SpecificRecord decode(ConsumerRecord<byte[], byte[]> row) {
        return wire.deserializer().deserialize(row.topic(), row.value());
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
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

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
