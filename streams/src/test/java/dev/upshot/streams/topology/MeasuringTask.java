package dev.upshot.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.event.CellPartial;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.JoinHealthPartial;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.Progress;
import dev.upshot.event.QuarantinedRecord;
import dev.upshot.event.RestatementPartial;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.plan.Plan;
import dev.upshot.wire.TickHeader;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** One task of the topology, with what it has published: of every key the latest row. */
final class MeasuringTask implements AutoCloseable {

    private static final Topics TOPICS = new Topics("upshot.");
    /** Routing, its index, measuring, lifts: each tells the next when it has come so far. */
    private static final int STAGES = 4;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final WireFormat wire;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, SpecificRecord> decisions;
    private final TestInputTopic<String, SpecificRecord> outcomes;
    private final TestInputTopic<String, SpecificRecord> reviews;
    private final List<TestInputTopic<byte[], byte[]>> raw;
    private final TestOutputTopic<String, SpecificRecord> cells;
    private final TestOutputTopic<String, SpecificRecord> lifts;
    private final TestOutputTopic<String, SpecificRecord> quarantine;
    private final Map<String, SpecificRecord> rows = new TreeMap<>();
    private final Map<String, SpecificRecord> liftRows = new TreeMap<>();
    private final List<QuarantinedRecord> refused = new ArrayList<>();

    private MeasuringTask(Plan plan, WireFormat wire, Path directory) {
        this.wire = wire;
        Measurement measurement = new Measurement("test", List.of(plan), List.of(), TOPICS, 1, Duration.ofSeconds(1));
        Path state = directory.resolve("state-" + NUMBER.incrementAndGet());
        Properties settings = StreamsSettings.of(measurement, "unused:1", state, 1, Map.of());
        driver = new TopologyTestDriver(MeasurementTopology.of(measurement, wire), settings, Instant.EPOCH);
        decisions = driver.createInputTopic(TOPICS.decisions(), new StringSerializer(), wire.serializer());
        outcomes = driver.createInputTopic(TOPICS.outcomes(), new StringSerializer(), wire.serializer());
        reviews = driver.createInputTopic(TOPICS.reviews(), new StringSerializer(), wire.serializer());
        raw = TOPICS.inputs().stream()
                .map(topic -> driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer()))
                .toList();
        cells = driver.createOutputTopic(TOPICS.cells(), new StringDeserializer(), wire.deserializer());
        lifts = driver.createOutputTopic(TOPICS.lifts(), new StringDeserializer(), wire.deserializer());
        quarantine = driver.createOutputTopic(TOPICS.quarantine(), new StringDeserializer(), wire.deserializer());
    }

    static MeasuringTask of(Plan plan, EmbeddedRegistry registry, Path directory) {
        WireFormat wire =
                WireFormat.of(Map.of("schema.registry.url", registry.url().toString()));
        return new MeasuringTask(plan, wire, directory);
    }

    /** The log learns of an event at a moment. */
    void send(SpecificRecord event, Instant observed) {
        if (event instanceof DecisionEvent decision) {
            decisions.pipeInput(decision.getSubjectId(), decision, observed);
        } else if (event instanceof OutcomeEvent outcome) {
            outcomes.pipeInput(outcome.getSubjectId(), outcome, observed);
        } else if (event instanceof ReviewEvent review) {
            reviews.pipeInput(review.getSubjectId(), review, observed);
        } else {
            throw new IllegalArgumentException("no event: " + event.getSchema().getName());
        }
    }

    /** The log learns of an event under any key, or none. */
    void send(SpecificRecord event, byte @Nullable [] key, Instant observed) {
        int topic = event instanceof DecisionEvent ? 0 : event instanceof OutcomeEvent ? 1 : 2;
        byte[] value = wire.serializer().serialize(TOPICS.inputs().get(topic), event);
        send(topic, new TestRecord<>(key, value, observed));
    }

    /** Time passes in every topic. */
    void tick(Instant at) {
        for (int topic = 0; topic < raw.size(); topic++) {
            tick(topic, at);
        }
    }

    /** Time passes in one topic, by its place among the inputs. */
    void tick(int topic, Instant at) {
        Headers headers = new RecordHeaders().add(TickHeader.of(at.toEpochMilli()));
        send(topic, new TestRecord<>(null, null, headers, at));
    }

    /** A record of any kind in a topic, by its place among the inputs. */
    void send(int topic, TestRecord<byte[], byte[]> record) {
        raw.get(topic).pipeInput(record);
    }

    /** The log learns of an event, or time passes in a topic, as an entry says. */
    void take(TickingHistory.Entry entry) {
        if (entry.event() == null) {
            tick(entry.topic(), entry.timestamp());
        } else {
            send(entry.event(), entry.timestamp());
        }
    }

    /** Lets time pass on the wall until everything that changed is published. */
    void publish() {
        for (int stage = 0; stage < STAGES; stage++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
        cells.readKeyValuesToList().forEach(row -> rows.put(row.key, row.value));
        lifts.readKeyValuesToList().forEach(row -> liftRows.put(row.key, row.value));
        quarantine.readValuesToList().forEach(row -> refused.add((QuarantinedRecord) row));
    }

    /** Every cell, restatement and day of health that was published, without the statements of progress. */
    Map<String, SpecificRecord> rows() {
        publish();
        Map<String, SpecificRecord> found = new TreeMap<>(rows);
        found.values().removeIf(Progress.class::isInstance);
        return found;
    }

    List<CellPartial> cells() {
        return ofType(CellPartial.class);
    }

    List<RestatementPartial> restatements() {
        return ofType(RestatementPartial.class);
    }

    List<JoinHealthPartial> health() {
        return ofType(JoinHealthPartial.class);
    }

    Map<String, SpecificRecord> lifts() {
        publish();
        return liftRows;
    }

    Progress progress() {
        publish();
        return rows.values().stream()
                .filter(Progress.class::isInstance)
                .map(Progress.class::cast)
                .findFirst()
                .orElseThrow();
    }

    List<String> reasons() {
        publish();
        return refused.stream().map(QuarantinedRecord::getReason).toList();
    }

    /** Every refused record by its place, with the reason. */
    List<String> refusals() {
        publish();
        return refused.stream().map(MeasuringTask::refusal).sorted().toList();
    }

    static String refusal(QuarantinedRecord record) {
        return record.getTopic() + "@" + record.getOffset() + " " + record.getReason();
    }

    List<QuarantinedRecord> refused() {
        publish();
        return refused;
    }

    private <T> List<T> ofType(Class<T> type) {
        return rows().values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** How many entries a store has. */
    int entries(String store) {
        KeyValueStore<Object, Object> entries = driver.getKeyValueStore(store);
        assertThat(entries).isNotNull();
        int count = 0;
        try (KeyValueIterator<Object, Object> all = entries.all()) {
            for (; all.hasNext(); all.next()) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        driver.close();
    }
}
