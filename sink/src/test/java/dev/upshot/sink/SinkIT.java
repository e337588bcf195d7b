package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.ERASURES;
import static dev.upshot.sink.jooq.ops.Tables.PROGRESS;
import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;
import static dev.upshot.sink.jooq.ops.Tables.SINK_OFFSETS;
import static dev.upshot.sink.jooq.outcome.Tables.CELL_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.KPIS;
import static dev.upshot.sink.jooq.outcome.Tables.LIFTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.event.SubjectErasure;
import dev.upshot.sink.SinkState.Status;
import dev.upshot.sink.change.Samples;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.sink.database.ReportingDatabaseException;
import dev.upshot.sink.jooq.report.tables.Lifts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.Assertions;
import org.awaitility.core.ConditionFactory;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(Stack.Extension.class)
class SinkIT {
    private static final int PARTITIONS = 15;

    private final Stack stack;
    private Feed feed;
    private PGSimpleDataSource database;
    private DSLContext sql;

    SinkIT(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void prepare() throws SQLException {
        feed = Feed.of(stack);
        database = stack.database();
        sql = DSL.using(database, SQLDialect.POSTGRES);
    }

    @AfterEach
    void tearDown() {
        feed.close();
    }

    @Test
    void carriesEveryKindOfRecordIntoItsTableInWhateverOrder() {
        var topics = feed.topics;
        try (Sink sink = Sink.start(settings())) {
            feed.commit(
                    feed.entry(topics.lifts(), Samples.liftKey("quality"), Samples.lift("quality", 0.75)),
                    feed.entry(topics.lifts(), Samples.progressKey(), Samples.progress(12)),
                    feed.entry(topics.quarantine(), Samples.quarantineKey(1), Samples.quarantined(1, "late")),
                    feed.entry(
                            topics.erasures(),
                            "[\"erasure\"]",
                            new SubjectErasure("claims", ByteBuffer.allocate(16), Samples.OBSERVED)),
                    cell("model", 5),
                    cell("model", 6));
            awaitDrained();
            assertThat(sql.fetchCount(Lifts.LIFTS)).isZero();

            feed.commit(feed.entry(topics.plans(), Samples.planKey(), Samples.plan("quality")));
            awaitDrained();

            assertThat(sql.fetchSingle(Lifts.LIFTS).getUnit()).isEqualTo("EUR");
            assertThat(sql.fetchSingle(CELL_PARTIALS).getDecisionCount()).isEqualTo(6);
            assertThat(sql.fetchCount(KPIS)).isEqualTo(1);
            assertThat(sql.fetchCount(PROGRESS)).isEqualTo(1);
            assertThat(sql.fetchCount(QUARANTINED_RECORDS)).isEqualTo(1);
            assertThat(sql.fetchCount(ERASURES)).isEqualTo(1);
            awaitWritten(7, sink);
            patiently().until(() -> sink.state().lag().orElse(-1) == 0);
            assertThat(sink.state().status()).isEqualTo(Status.RUNNING);
            assertThat(sink.state().partitions()).isEqualTo(PARTITIONS);
            assertThat(sink.state().recordsWritten()).isEqualTo(7);
            assertThat(sink.state().recordsRefused()).isZero();
            assertThat(sink.state().lastBatch()).isNotNull();
        }
    }

    @Test
    void readsOnlyWhatWasCommittedAndStoresOffsetsBeyondTheMarkers() {
        try (Sink sink = Sink.start(settings())) {
            feed.abort(cell("aborted", 1));
            feed.commit(cell("model", 5));
            feed.abort(cell("aborted", 2));

            awaitDrained();

            assertThat(sql.fetch(CELL_PARTIALS).getValues(CELL_PARTIALS.ARM)).containsExactly("model");
            awaitWritten(1, sink);
            assertThat(sink.state().recordsWritten()).isEqualTo(1);
        }
    }

    @Test
    void resumesWhereTheDatabaseSaysWhateverTheGroupSays() throws Exception {
        try (Sink first = Sink.start(settings())) {
            feed.commit(cells(0, 50));
            awaitDrained();
            awaitWritten(50, first);
        }
        feed.commit(cells(50, 80));
        Map<TopicPartition, OffsetAndMetadata> lies = feed.ends().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())));
        feed.admin().alterConsumerGroupOffsets(settings().group(), lies).all().get();

        try (Sink second = Sink.start(settings())) {
            awaitDrained();

            assertThat(sql.fetchCount(CELL_PARTIALS)).isEqualTo(80);
            awaitWritten(30, second);
            assertThat(second.state().recordsWritten()).isEqualTo(30);
        }
    }

    @Test
    void sharesPartitionsAndHandsThemOver() {
        Sink first = Sink.start(settings());
        try (Sink second = Sink.start(settings())) {
            patiently()
                    .until(() -> first.state().partitions() > 0
                            && second.state().partitions() > 0
                            && first.state().partitions() + second.state().partitions() == PARTITIONS);
            feed.commit(cells(0, 200));
            awaitDrained();
            awaitWritten(200, first, second);
            assertThat(first.state().recordsWritten()).isPositive();
            assertThat(second.state().recordsWritten()).isPositive();
            assertThat(first.state().recordsWritten() + second.state().recordsWritten())
                    .isEqualTo(200);

            first.close();
            feed.commit(cells(200, 300));
            awaitDrained();

            assertThat(second.state().partitions()).isEqualTo(PARTITIONS);
            assertThat(sql.fetchCount(CELL_PARTIALS)).isEqualTo(300);
            assertThat(first.state().status()).isEqualTo(Status.STOPPED);
        } finally {
            first.close();
        }
    }

    @Test
    void joinsAgainWithANewEpochWhenAnotherWriterTookOver() throws SQLException {
        try (Sink sink = Sink.start(settings())) {
            feed.commit(cells(0, 40));
            awaitDrained();
            new ReportingWriter(database, Failpoint.NONE).claim(feed.ends().keySet());

            feed.commit(cells(0, 60));
            awaitDrained();

            assertThat(sql.fetchCount(CELL_PARTIALS)).isEqualTo(60);
            assertThat(sql.fetch(SINK_OFFSETS).getValues(SINK_OFFSETS.EPOCH)).allMatch(epoch -> epoch >= 3);
            assertThat(sink.state().status()).isEqualTo(Status.RUNNING);
        }
    }

    @Test
    void waitsForADatabaseThatGoesAwayAndComesBack() throws Exception {
        Path directory = stack.directory().resolve("postgres-that-stops");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
        PGSimpleDataSource stopping = Stack.dataSource(postgres.jdbcUrl("upshot"), postgres.user());
        ReportingDatabase.migrate(stopping);
        try (Sink sink = Sink.start(settings(stopping, Map.of(), stack.wire()))) {
            // A claim whose answer is lost would be made again.
            patiently().until(() -> sink.state().partitions() == PARTITIONS);
            for (int round = 1; round <= 3; round++) {
                feed.commit(cells(0, 100 * round));
                postgres.close();
                feed.commit(cells(50, 150 * round));
                patiently().until(() -> sink.state().status() == Status.WAITING);
                assertThat(sink.state().problem()).contains("database");

                postgres = EmbeddedPostgres.start(directory);
                stopping.setUrl(postgres.jdbcUrl("upshot"));
                sql = DSL.using(stopping, SQLDialect.POSTGRES);
                awaitDrained();

                assertThat(sql.fetchCount(CELL_PARTIALS)).isEqualTo(150 * round);
                patiently().until(() -> sink.state().status() == Status.RUNNING);
            }
            // It never left the group: one claim was enough.
            assertThat(sql.fetch(SINK_OFFSETS).getValues(SINK_OFFSETS.EPOCH)).containsOnly(1L);
        } finally {
            postgres.close();
        }
    }

    @Test
    void startsBeforeItsDatabaseAndItsTopicsAre() throws SQLException {
        int port = database.getPortNumbers()[0];
        database.setPortNumbers(new int[] {1});
        try (Feed late = Feed.withoutTopics(stack);
                Sink sink = Sink.start(new SinkSettings(
                        database,
                        late.topics,
                        Map.of("bootstrap.servers", stack.bootstrapServers(), "metadata.max.age.ms", "500"),
                        stack.wire()))) {
            patiently().until(() -> sink.state().status() == Status.WAITING);
            database.setPortNumbers(new int[] {port});
            late.createTopics();
            late.commit(late.entry(late.topics.cells(), Samples.cellKey("model"), Samples.cell("model", 5)));

            patiently().until(() -> late.isDrained(sql));

            assertThat(sql.fetchCount(CELL_PARTIALS)).isEqualTo(1);
        }
    }

    @Test
    void waitsForARegistryThatIsAway() {
        Map<String, String> wire = new HashMap<>(stack.wire());
        wire.put("upshot.deserializer.class", FlakyDeserializer.class.getName());
        FlakyDeserializer.registryAway = true;
        try (Sink sink = Sink.start(settings(database, Map.of(), wire))) {
            feed.commit(cells(0, 10));
            patiently().until(() -> sink.state().status() == Status.WAITING);
            assertThat(sql.fetchCount(QUARANTINED_RECORDS)).isZero();

            FlakyDeserializer.registryAway = false;
            awaitDrained();

            assertThat(sql.fetchCount(CELL_PARTIALS)).isEqualTo(10);
        } finally {
            FlakyDeserializer.registryAway = false;
        }
    }

    @Test
    void quarantinesWhatItCannotReadOrWriteAndGoesOn() {
        var topics = feed.topics;
        var nan = Samples.lift("quality", 0.75);
        nan.setMeanBaseline(Double.NaN);
        try (Sink sink = Sink.start(settings())) {
            feed.commit(
                    cell("before", 1),
                    Feed.raw(topics.cells(), "k1", "not our format".getBytes(StandardCharsets.UTF_8)),
                    Feed.raw(topics.cells(), "k2", new byte[] {0, 0, 0, 0}),
                    Feed.raw(topics.cells(), "k3", new byte[] {0, 0x7f, 0, 0, 1, 2}),
                    Feed.raw(topics.cells(), "k4", null),
                    feed.entry(topics.lifts(), Samples.liftKey("quality"), nan),
                    feed.entry(topics.cells(), null, Samples.cell("keyless", 1)),
                    cell("nul\0", 1),
                    cell("after", 1));
            awaitDrained();

            assertThat(sql.fetch(CELL_PARTIALS).getValues(CELL_PARTIALS.ARM))
                    .containsExactlyInAnyOrder("before", "after");
            assertThat(sql.fetchCount(LIFTS)).isZero();
            assertThat(sql.fetch(QUARANTINED_RECORDS))
                    .allMatch(row -> row.getReason().equals("sink_refused"))
                    .extracting(row -> row.getDetail().replace("; the record is still at its origin", ""))
                    .containsExactlyInAnyOrder(
                            "its value cannot be decoded",
                            "its value cannot be decoded",
                            "its schema id is not known to the registry",
                            "the key is not a JSON array",
                            "Lift: mean_baseline is NaN, not a finite number",
                            "the record has no key",
                            "PostgreSQL refused it with SQLSTATE 22021");
            awaitWritten(9, sink);
            assertThat(sink.state().recordsRefused()).isEqualTo(7);
            assertThat(sink.state().recordsWritten()).isEqualTo(9);
        }
    }

    @Test
    void goesOnWhereRecordsWereDeletedFromTheFront() throws Exception {
        feed.commit(cells(0, 100));
        feed.admin()
                .deleteRecords(feed.ends().entrySet().stream()
                        .filter(end -> end.getKey().topic().equals(feed.topics.cells()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue()))))
                .all()
                .get();
        try (Sink sink = Sink.start(settings())) {
            awaitDrained();
            feed.commit(cell("model", 1));
            awaitDrained();

            assertThat(sql.fetchCount(CELL_PARTIALS)).isEqualTo(1);
            assertThat(sink.state().status()).isEqualTo(Status.RUNNING);
        }
    }

    @Test
    void refusesATopicThatIsNotTheOneTheDatabaseKnows() throws Exception {
        feed.commit(cells(0, 10));
        TopicPartition plans = new TopicPartition(feed.topics.plans(), 0);
        new ReportingWriter(database, Failpoint.NONE).claim(Set.of(plans));
        sql.update(SINK_OFFSETS).set(SINK_OFFSETS.NEXT_OFFSET, 1_000L).execute();

        try (Sink sink = Sink.start(settings())) {
            assertThat(failure(sink))
                    .isInstanceOf(SinkException.class)
                    .hasMessage("the database has read " + plans + " up to offset 1000, where the topic does not reach:"
                            + " was it deleted and created again? Give the database of this topic, or an empty one");
            assertThat(sink.state().status()).isEqualTo(Status.FAILED);
            assertThat(sink.state().problem()).startsWith("the database has read");
        }
    }

    @Test
    void refusesASchemaThatIsNotItsOwn() throws Exception {
        try (Sink sink = Sink.start(settings(stack.emptyDatabase(), Map.of(), stack.wire()))) {
            assertThat(failure(sink))
                    .isInstanceOf(ReportingDatabaseException.class)
                    .hasMessageContaining("migrate the database first");
        }
    }

    @Test
    void doesNotWaitForAPrivilegeItWillNeverHave() throws Exception {
        sql.execute("create role reader_" + database.getDatabaseName() + " login");
        sql.execute("grant usage on schema ops, outcome to reader_" + database.getDatabaseName());
        sql.execute("grant select on all tables in schema ops, outcome to reader_" + database.getDatabaseName());
        database.setUser("reader_" + database.getDatabaseName());

        try (Sink sink = Sink.start(settings())) {
            assertThat(failure(sink))
                    .isInstanceOf(ReportingDatabaseException.class)
                    .hasMessageContaining("this database user lacks a privilege");
        }
    }

    @Test
    void stopsAtOnceWhileItWaits() {
        database.setPortNumbers(new int[] {1});
        Sink sink = Sink.start(settings());
        patiently().until(() -> sink.state().status() == Status.WAITING);

        sink.close();
        sink.close();

        assertThat(sink.ended().toCompletableFuture()).isCompleted();
        assertThat(sink.state().status()).isEqualTo(Status.STOPPED);
    }

    private Feed.Entry cell(String arm, long decisions) {
        return feed.entry(feed.topics.cells(), Samples.cellKey(arm), Samples.cell(arm, decisions));
    }

    private Feed.Entry[] cells(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> cell("arm" + i, to)).toArray(Feed.Entry[]::new);
    }

    private SinkSettings settings() {
        return settings(database, Map.of(), stack.wire());
    }

    private SinkSettings settings(PGSimpleDataSource target, Map<String, String> kafka, Map<String, String> wire) {
        Map<String, String> all = new HashMap<>(kafka);
        all.put("bootstrap.servers", stack.bootstrapServers());
        all.put("max.poll.records", "100");
        all.put("heartbeat.interval.ms", "300");
        return new SinkSettings(target, feed.topics, all, wire);
    }

    private void awaitDrained() {
        patiently().until(() -> feed.isDrained(sql));
    }

    /** The database shows what a sink has written a little before the sink itself says so. */
    private static void awaitWritten(long records, Sink... sinks) {
        patiently()
                .until(() -> Stream.of(sinks)
                                .mapToLong(sink -> sink.state().recordsWritten())
                                .sum()
                        >= records);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(50));
    }

    private static @Nullable Throwable failure(Sink sink) {
        return Assertions.catchThrowable(sink.ended().toCompletableFuture()::join)
                .getCause();
    }
}
