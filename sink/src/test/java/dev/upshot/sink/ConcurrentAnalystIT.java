package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.SINK_OFFSETS;
import static dev.upshot.sink.jooq.report.Tables.LIFTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.sink.change.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/** An analyst reads {@code report.lifts} again and again while the sink writes: every answer is whole batches. */
@ExtendWith(Stack.Extension.class)
class ConcurrentAnalystIT {
    private static final int KPIS = 40;
    private static final int ROUNDS = 100;

    private final Stack stack;
    private Feed feed;
    private DSLContext sql;

    ConcurrentAnalystIT(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void prepare() {
        feed = Feed.of(stack);
    }

    @AfterEach
    void tearDown() {
        feed.close();
    }

    /** What one statement saw: the lifts, and how far they were written. */
    private record Look(Map<String, Double> lifts, Map<Integer, Long> nextOffsets) {}

    @Test
    void anAnalystNeverSeesHalfABatch() throws Exception {
        PGSimpleDataSource database = stack.database();
        sql = DSL.using(database, SQLDialect.POSTGRES);
        String[] kpis = IntStream.range(0, KPIS).mapToObj(i -> "kpi" + i).toArray(String[]::new);
        SinkSettings settings = new SinkSettings(
                database,
                feed.topics,
                Map.of("bootstrap.servers", stack.bootstrapServers(), "max.poll.records", "30"),
                stack.wire());
        Set<Look> looks = ConcurrentHashMap.newKeySet();
        try (Sink sink = Sink.start(settings)) {
            feed.commit(feed.entry(feed.topics.plans(), Samples.planKey(), Samples.plan(kpis)));
            await().atMost(Duration.ofMinutes(3)).until(() -> feed.isDrained(sql));
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> analyst = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    looks.add(look());
                }
            });
            for (int round = 0; round < ROUNDS; round++) {
                feed.commit(lifts(kpis, round));
                if (round % 10 == 0) {
                    int before = round / 10;
                    await().atMost(Duration.ofMinutes(3)).until(() -> analyst.isDone() || looks.size() > before);
                }
            }
            await().atMost(Duration.ofMinutes(3)).until(() -> feed.isDrained(sql));
            done.set(true);
            analyst.join();
            assertThat(sink.state().recordsRefused()).isZero();

            List<ConsumerRecord<String, String>> published = published();
            assertThat(looks)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(look -> assertThat(look.lifts()).isEqualTo(upTo(look.nextOffsets(), published)));
        }
    }

    /** Every KPI in its turn; a lift says how many lifts were published before it. */
    private Feed.Entry[] lifts(String[] kpis, int round) {
        List<Feed.Entry> entries = new ArrayList<>();
        for (int i = 0; i < kpis.length; i++) {
            entries.add(
                    feed.entry(feed.topics.lifts(), Samples.liftKey(kpis[i]), Samples.lift(kpis[i], round * KPIS + i)));
        }
        return entries.toArray(Feed.Entry[]::new);
    }

    private Look look() {
        Map<String, Double> lifts = new HashMap<>();
        Map<Integer, Long> nextOffsets = new HashMap<>();
        sql.select(
                        DSL.multiset(DSL.select(LIFTS.KPI, LIFTS.MEAN_CANDIDATE).from(LIFTS)),
                        DSL.multiset(DSL.select(SINK_OFFSETS.PARTITION, SINK_OFFSETS.NEXT_OFFSET)
                                .from(SINK_OFFSETS)
                                .where(SINK_OFFSETS.TOPIC.eq(feed.topics.lifts()))))
                .forEach(row -> {
                    row.value1().forEach(lift -> lifts.put(lift.value1(), lift.value2()));
                    row.value2().forEach(offset -> nextOffsets.put(offset.value1(), offset.value2()));
                });
        return new Look(lifts, nextOffsets);
    }

    /** What the topic says before these offsets; the value of a record is the number of lifts published before it. */
    private static Map<String, Double> upTo(
            Map<Integer, Long> nextOffsets, List<ConsumerRecord<String, String>> published) {
        Map<String, Double> lifts = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (ConsumerRecord<String, String> record : published) {
            String kpi = record.key().split("\"")[5];
            int round = versions.merge(kpi, 1, Integer::sum) - 1;
            if (record.offset() < nextOffsets.getOrDefault(record.partition(), 0L)) {
                lifts.put(kpi, (double) round * KPIS + Integer.parseInt(kpi.substring(3)));
            }
        }
        return lifts;
    }

    private List<ConsumerRecord<String, String>> published() {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", stack.bootstrapServers());
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<String, String>> published = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 4)
                    .mapToObj(partition -> new TopicPartition(feed.topics.lifts(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(published::add);
                return published.size() == ROUNDS * KPIS;
            });
        }
        return published;
    }
}
