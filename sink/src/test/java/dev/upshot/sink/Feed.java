package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.SINK_OFFSETS;

import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Topics of a test's own, and a producer of what the stages of the stream would publish there, in transactions. */
final class Feed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int ATTEMPTS = 3;

    final Topics topics;
    private final Admin admin;
    private final Set<TopicPartition> partitions = new HashSet<>();
    private final Serializer<SpecificRecord> values;
    private final Map<String, Object> settings;
    private KafkaProducer<byte[], byte[]> producer;

    private Feed(Stack stack, Topics topics) {
        this.topics = topics;
        this.admin = stack.admin();
        Map<String, Object> wire = new HashMap<>(stack.wire());
        wire.put("value.subject.name.strategy", "topic_record");
        this.values = WireFormat.of(wire).serializer();
        this.settings = Map.of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "transactional.id",
                topics.prefix() + "feed",
                // Where a topic is so new that its leader refuses the first batch, it may take the second.
                "max.in.flight.requests.per.connection",
                1);
        this.producer = newProducer();
    }

    private KafkaProducer<byte[], byte[]> newProducer() {
        KafkaProducer<byte[], byte[]> created =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        created.initTransactions();
        return created;
    }

    /** Creates the topics: four partitions for cells, lifts and the ledger. */
    static Feed of(Stack stack) {
        Feed feed = withoutTopics(stack);
        feed.createTopics();
        return feed;
    }

    static Feed withoutTopics(Stack stack) {
        return new Feed(stack, new Topics("test" + COUNT.incrementAndGet() + "."));
    }

    void createTopics() {
        List<NewTopic> all = new ArrayList<>();
        for (String topic : topics.results()) {
            int count = List.of(topics.cells(), topics.lifts(), topics.ledger()).contains(topic) ? 4 : 1;
            all.add(new NewTopic(topic, count, (short) 1).configs(Map.of("retention.ms", "-1")));
            for (int partition = 0; partition < count; partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        done(() -> admin.createTopics(all).all().get());
    }

    /** Sends in one transaction and commits it. */
    void commit(Entry... entries) {
        for (int attempt = 1; ; attempt++) {
            try {
                commitOnce(entries);
                return;
            } catch (KafkaException e) {
                if (attempt == ATTEMPTS || !isOfTheState(e)) {
                    throw e;
                }
                // Seen once, in the first transactions of a new broker: the coordinator knows of no transaction under
                // way, so nothing was committed. It ends a producer, as it ends a stream thread, and a new one sends
                // again.
                LOG.warn("the broker refused a commit, sending again", e);
                producer.close(Duration.ZERO);
                producer = newProducer();
            }
        }
    }

    /** Sending or committing tells it, and what comes after names it as the cause. */
    private static boolean isOfTheState(KafkaException e) {
        return e instanceof InvalidTxnStateException || e.getCause() instanceof InvalidTxnStateException;
    }

    private void commitOnce(Entry... entries) {
        producer.beginTransaction();
        send(entries);
        producer.commitTransaction();
    }

    /** Sends in one transaction and takes it back. */
    void abort(Entry... entries) {
        producer.beginTransaction();
        send(entries);
        producer.flush();
        producer.abortTransaction();
    }

    Entry entry(String topic, @Nullable String key, @Nullable SpecificRecord value) {
        byte[] bytes = values.serialize(topic, value);
        return raw(topic, key, bytes);
    }

    static Entry raw(String topic, @Nullable String key, byte @Nullable [] value) {
        return new Entry(topic, key, value);
    }

    /** A record to send, to the partition its key falls into. */
    record Entry(String topic, @Nullable String key, byte @Nullable [] value) {}

    /** Whether the database has read every partition to its end. */
    boolean isDrained(DSLContext sql) {
        Map<TopicPartition, Long> stored = new HashMap<>();
        sql.selectFrom(SINK_OFFSETS)
                .forEach(
                        row -> stored.put(new TopicPartition(row.getTopic(), row.getPartition()), row.getNextOffset()));
        return ends().entrySet().stream().allMatch(end -> stored.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    /** The ends, uncommitted records included: markers come shortly after a commit, and only the records are waited for. */
    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        done(() -> admin.listOffsets(partitions.stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset())));
        return ends;
    }

    Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        producer.close();
        values.close();
        admin.close();
    }

    private void send(Entry... entries) {
        for (Entry entry : entries) {
            byte[] key = entry.key() == null ? null : entry.key().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            // A failure is told by the commit.
            var unused = producer.send(new ProducerRecord<>(entry.topic(), key, entry.value()));
        }
    }

    interface Work {
        void run() throws InterruptedException, ExecutionException;
    }

    static void done(Work work) {
        try {
            work.run();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
