package dev.upshot.streams.topology.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.embedded.EmbeddedBroker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker: a task that dies between two commits leaves no trace of what it did since. */
class WriteBackCrashTest {

    private static final int RECORDS = 4_000;
    private static final int KEYS = 60;

    @TempDir
    private Path directory;

    /** Deaths happen after so many records taken in by all attempts together. */
    private static final List<Integer> DEATHS = List.of(700, 3_333);

    @Test
    void each_record_counts_once_however_often_the_task_dies_between_commits() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"))) {
            fill(broker);
            AtomicInteger taken = new AtomicInteger();
            try (KafkaStreams streams = new KafkaStreams(counting(taken), settings(broker))) {
                streams.setUncaughtExceptionHandler(death -> StreamThreadExceptionResponse.REPLACE_THREAD);
                streams.start();
                Map<String, List<Long>> counts = committedCounts(broker);
                assertThat(counts).hasSize(KEYS);
                long perKey = RECORDS / KEYS;
                counts.forEach((key, told) -> assertThat(told.subList(0, (int) perKey))
                        .as(key)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, perKey).boxed().toList()));
            }
            assertThat(taken.get()).isGreaterThan(RECORDS);
        }
    }

    /** Counts per key in a store with so little memory that much of it is written before the commit. */
    private static Topology counting(AtomicInteger taken) {
        CacheBudget budget = new CacheBudget(8_000);
        return new Topology()
                .addSource(AutoOffsetReset.earliest(), "in", new StringDeserializer(), new LongDeserializer(), "in")
                .addProcessor("count", () -> new Counter(taken), "in")
                .addStateStore(
                        new WriteBack<>(
                                Stores.keyValueStoreBuilder(
                                                Stores.persistentKeyValueStore("counts"),
                                                Serdes.Bytes(),
                                                Serdes.ByteArray())
                                        .withLoggingEnabled(Map.of()),
                                Counts::new,
                                budget,
                                true),
                        "count")
                .addSink("out", "out", new StringSerializer(), new LongSerializer(), "count");
    }

    private static final class Counter implements Processor<String, Long, String, Long> {
        private final AtomicInteger taken;
        private ProcessorContext<String, Long> context;
        private KeyValueStore<Bytes, Long> counts;

        Counter(AtomicInteger taken) {
            this.taken = taken;
        }

        @Override
        public void init(ProcessorContext<String, Long> context) {
            this.context = context;
            this.counts = context.getStateStore("counts");
        }

        @Override
        public void process(Record<String, Long> record) {
            Bytes key = Bytes.wrap(record.key().getBytes(StandardCharsets.UTF_8));
            Long before = counts.get(key);
            long after = before == null ? 1 : before + 1;
            counts.put(key, after);
            context.forward(record.withValue(after));
            if (DEATHS.contains(taken.incrementAndGet())) {
                throw new IllegalStateException("dies as the test asks");
            }
        }
    }

    private Properties settings(EmbeddedBroker broker) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "counting");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20);
        settings.put(StreamsConfig.consumerPrefix("max.poll.records"), 50);
        // The thread that replaces a dead one waits no longer than it must for the dead one.
        settings.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6_000);
        settings.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 500);
        settings.put(StreamsConfig.consumerPrefix("max.poll.interval.ms"), 6_000);
        return settings;
    }

    private static void fill(EmbeddedBroker broker) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
        // One at a time: where a topic is so new that its leader refuses the first batch, it may take the second.
        Map<String, Object> inOrder =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        try (Admin admin = Admin.create(config);
                KafkaProducer<String, Long> producer =
                        new KafkaProducer<>(inOrder, new StringSerializer(), new LongSerializer())) {
            admin.createTopics(List.of(new NewTopic("in", 1, (short) 1), new NewTopic("out", 1, (short) 1)))
                    .all()
                    .get();
            for (long i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>("in", "key " + i % KEYS, i));
            }
        }
    }

    /** All counts told in committed transactions, per key in their order. */
    private static Map<String, List<Long>> committedCounts(EmbeddedBroker broker) {
        Map<String, List<Long>> counts = new TreeMap<>();
        AtomicInteger read = new AtomicInteger();
        try (KafkaConsumer<String, Long> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new LongDeserializer())) {
            consumer.assign(List.of(new TopicPartition("out", 0)));
            consumer.seekToBeginning(consumer.assignment());
            await().dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(5)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    counts.computeIfAbsent(record.key(), any -> new ArrayList<>())
                            .add(record.value());
                    read.incrementAndGet();
                });
                return read.get() >= RECORDS;
            });
        }
        return counts;
    }

    private static final class Counts implements StoredForm<Long> {
        @Override
        public byte[] encode(Bytes key, Long value) {
            return ByteBuffer.allocate(8).putLong(value).array();
        }

        @Override
        public Long decode(Bytes key, byte[] stored) {
            return ByteBuffer.wrap(stored).getLong();
        }
    }
}
