package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.SINK_OFFSETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Removal;
import dev.upshot.sink.table.RowBatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What each safeguard is for: the same mishap leaves no difference with it and some without it. So the tests of this
 * package are known to be able to fail.
 */
@ExtendWith(Stack.Extension.class)
class SafeguardIT {
    private static final long SEED = 20_261_126;
    private static final Map<String, String> WHOLE_PARTITIONS = Map.of("max.poll.records", "500");

    private final Stack stack;

    SafeguardIT(Stack stack) {
        this.stack = stack;
    }

    /** Makes the writer under test. */
    private interface Writer {
        ReportingWriter of(DataSource database, Failpoint failpoint);
    }

    /** Moves the offsets whoever holds the partitions. */
    private static final class WithoutFence extends ReportingWriter {
        WithoutFence(DataSource database, Failpoint failpoint) {
            super(database, failpoint);
        }

        @Override
        void fence(DSLContext dsl, Map<TopicPartition, Claim> moves) {
            moves.forEach((partition, claim) -> dsl.update(SINK_OFFSETS)
                    .set(SINK_OFFSETS.NEXT_OFFSET, claim.nextOffset())
                    .where(SINK_OFFSETS.TOPIC.eq(partition.topic()))
                    .and(SINK_OFFSETS.PARTITION.eq(partition.partition()))
                    .execute());
        }
    }

    /** Commits the offsets before the rows. */
    private static final class WithoutSharedTransaction extends ReportingWriter {
        WithoutSharedTransaction(DataSource database, Failpoint failpoint) {
            super(database, failpoint);
        }

        @Override
        void fence(DSLContext dsl, Map<TopicPartition, Claim> moves) throws SQLException {
            transaction(ofItsOwn -> {
                super.fence(ofItsOwn, moves);
                return true;
            });
        }
    }

    /** Applies every version of a row, as many as a batch has: what goes first, then what comes. */
    private static final class WithoutDeduplication extends ReportingWriter {
        WithoutDeduplication(DataSource database, Failpoint failpoint) {
            super(database, failpoint);
        }

        @Override
        RowBatch rowsOf(List<Change> changes) {
            Map<Table<?>, List<Removal>> removals = new LinkedHashMap<>();
            Map<Table<?>, List<TableRecord<?>>> rows = new LinkedHashMap<>();
            for (Change change : changes) {
                change.removals()
                        .forEach(removal -> removals.computeIfAbsent(removal.table(), table -> new ArrayList<>())
                                .add(removal));
                change.rows()
                        .forEach(row -> rows.computeIfAbsent(row.getTable(), table -> new ArrayList<>())
                                .add(row));
            }
            return new RowBatch(removals, rows, rows.keySet());
        }
    }

    @Test
    void theFenceKeepsAWriterOutThatHasLostItsPartitions() throws Exception {
        assertThat(differencesAfterAPause(ReportingWriter::new)).isEmpty();
        assertThat(differencesAfterAPause(WithoutFence::new)).isNotEmpty();
    }

    @Test
    void theSharedTransactionKeepsRowsAndOffsetsTogether() throws Exception {
        assertThat(differencesAfterAFall(ReportingWriter::new)).isEmpty();
        assertThat(differencesAfterAFall(WithoutSharedTransaction::new)).isNotEmpty();
    }

    @Test
    void deduplicationKeepsTheLatestVersionOfARow() throws Exception {
        assertThat(differencesOfOneBatch(ReportingWriter::new)).isEmpty();
        assertThat(differencesOfOneBatch(WithoutDeduplication::new)).isNotEmpty();
    }

    /** A sink stands still between reading and writing until another has written more from the same partitions. */
    private List<String> differencesAfterAPause(Writer writer) throws Exception {
        try (Scene scene = new Scene()) {
            CountDownLatch reached = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicInteger left = new AtomicInteger(3);
            Failpoint standing = step -> {
                if (step == Failpoint.Step.DECODED && left.decrementAndGet() == 0) {
                    reached.countDown();
                    await().atMost(Duration.ofMinutes(3)).until(() -> goOn.getCount() == 0);
                }
            };
            scene.publications.publish(300);
            Map<String, String> impatient = Map.of("max.poll.interval.ms", "1500");
            try (Sink paused = scene.sink(writer.of(scene.database, standing), impatient)) {
                assertThat(reached.await(3, TimeUnit.MINUTES)).isTrue();
                try (Sink other = scene.sink(new ReportingWriter(scene.database, Failpoint.NONE), Map.of())) {
                    scene.publications.publish(300);
                    scene.awaitDrained();
                    SinkState.Totals before = paused.state().totals();

                    goOn.countDown();

                    // It was refused, or has written what it held.
                    await().atMost(Duration.ofMinutes(3))
                            .until(() -> paused.state().totals().takeovers() > before.takeovers()
                                    || paused.state().totals().transactions() > before.transactions());
                    assertThat(other.state().totals().takeovers()).isZero();
                }
            }
            return scene.differences();
        }
    }

    /** A sink falls in mid-transaction, with all that a partition holds: rows of later batches cannot hide the loss. */
    private List<String> differencesAfterAFall(Writer writer) throws Exception {
        try (Scene scene = new Scene()) {
            Failpoint falling = step -> {
                if (step == Failpoint.Step.OFFSETS_WRITTEN) {
                    throw new IllegalStateException("fell");
                }
            };
            scene.publications.publish(300);
            try (Sink sink = scene.sink(writer.of(scene.database, falling), WHOLE_PARTITIONS)) {
                await().atMost(Duration.ofMinutes(3)).until(() -> sink.state().status() == SinkState.Status.FAILED);
            }
            try (Sink next = scene.sink(writer.of(scene.database, Failpoint.NONE), Map.of())) {
                scene.awaitDrained();
                assertThat(next.state().status()).isNotEqualTo(SinkState.Status.FAILED);
            }
            return scene.differences();
        }
    }

    /** Nothing happens at all, but rows come and go within a batch. */
    private List<String> differencesOfOneBatch(Writer writer) throws Exception {
        try (Scene scene = new Scene()) {
            scene.publications.publish(300);
            try (Sink sink = scene.sink(writer.of(scene.database, Failpoint.NONE), WHOLE_PARTITIONS)) {
                scene.awaitDrained();
                // The database shows it a little before the sink says so.
                await().atMost(Duration.ofMinutes(3)).until(() -> sink.state().recordsWritten() > 0);
            }
            return scene.differences();
        }
    }

    /** A database and topics of one history. */
    private final class Scene implements AutoCloseable {
        private final PGSimpleDataSource database = stack.database();
        private final DSLContext sql = DSL.using(database, SQLDialect.POSTGRES);
        private final Feed feed = Feed.of(stack);
        private final Publications publications = new Publications(feed, SEED);

        Scene() throws SQLException {
            Publications.watchOffsets(sql);
        }

        Sink sink(ReportingWriter writer, Map<String, String> kafka) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("bootstrap.servers", stack.bootstrapServers());
            all.put("max.poll.records", "20");
            all.put("heartbeat.interval.ms", "300");
            all.putAll(kafka);
            return new Sink(new SinkSettings(database, feed.topics, all, stack.wire()), writer).startThread();
        }

        void awaitDrained() {
            await().atMost(Duration.ofMinutes(3)).until(() -> feed.isDrained(sql));
        }

        List<String> differences() {
            return publications.differences(sql);
        }

        @Override
        public void close() {
            feed.close();
        }
    }
}
