package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.SINK_OFFSETS;

import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Origin;
import dev.upshot.sink.change.QuarantineChange;
import dev.upshot.sink.database.DatabaseFailure;
import dev.upshot.sink.database.Patience;
import dev.upshot.sink.jooq.ops.tables.records.SinkOffsetsRecord;
import dev.upshot.sink.table.ArrayTable;
import dev.upshot.sink.table.ErasedSubjects;
import dev.upshot.sink.table.RowBatch;
import dev.upshot.sink.table.TableWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows and offsets in one transaction. The offsets come first: their rows are locked until the commit, so two
 * writers of a partition can never write side by side, and the older one finds another epoch than its own.
 *
 * <p>Open to tests, which take a safeguard away to see that its loss is noticed.
 */
class ReportingWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ReportingWriter.class);
    private static final Settings QUIET = new Settings().withExecuteLogging(false);

    private final DataSource dataSource;
    private final Failpoint failpoint;
    private final Patience patience;

    ReportingWriter(DataSource dataSource, Failpoint failpoint) {
        this(dataSource, failpoint, Patience.USUAL);
    }

    ReportingWriter(DataSource dataSource, Failpoint failpoint, Patience patience) {
        this.dataSource = dataSource;
        this.failpoint = failpoint;
        this.patience = patience;
    }

    /** Takes partitions over: whoever held them before can no longer write. */
    Map<TopicPartition, Claim> claim(Collection<TopicPartition> partitions) throws SQLException {
        List<SinkOffsetsRecord> rows = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            rows.add(new SinkOffsetsRecord(partition.topic(), partition.partition(), 0L, 1L));
        }
        Map<TopicPartition, Claim> claims = new HashMap<>();
        transaction(dsl -> {
            ArrayTable wanted = ArrayTable.of(List.of(SINK_OFFSETS.fields()), rows);
            dsl.insertInto(SINK_OFFSETS)
                    .columns(SINK_OFFSETS.fields())
                    .select(DSL.select(wanted.columns())
                            .from(wanted.table())
                            .orderBy(wanted.column(SINK_OFFSETS.TOPIC), wanted.column(SINK_OFFSETS.PARTITION)))
                    .onConflict(SINK_OFFSETS.TOPIC, SINK_OFFSETS.PARTITION)
                    .doUpdate()
                    .set(SINK_OFFSETS.EPOCH, SINK_OFFSETS.EPOCH.plus(1))
                    .returning()
                    .forEach(row -> claims.put(
                            new TopicPartition(row.getTopic(), row.getPartition()),
                            new Claim(row.getEpoch(), row.getNextOffset())));
            failpoint.reached(Failpoint.Step.CLAIMING);
            return claims;
        });
        failpoint.reached(Failpoint.Step.CLAIMED);
        return claims;
    }

    /**
     * Writes a batch completely or not at all. Records that PostgreSQL refuses for what is in them end in quarantine.
     *
     * @return how many records PostgreSQL refused
     * @throws FencedException when a partition of the batch was taken over by another writer
     * @throws DataAccessException when the database is away or refuses for another reason than a record's content
     */
    int write(Batch batch) throws SQLException {
        failpoint.reached(Failpoint.Step.DECODED);
        int refused = writeOrBisect(batch);
        failpoint.reached(Failpoint.Step.COMMITTED);
        return refused;
    }

    private int writeOrBisect(Batch batch) throws SQLException {
        RowBatch rows = rowsOf(batch.changes());
        try {
            return transaction(dsl -> {
                begin(dsl, batch.moves(), rows);
                TableWriter.apply(dsl, rows);
                failpoint.reached(Failpoint.Step.ROWS_WRITTEN);
                return 0;
            });
        } catch (DataAccessException e) {
            if (!(DatabaseFailure.of(e) instanceof DatabaseFailure.Content)) {
                throw e;
            }
            LOG.warn("PostgreSQL refused a batch for its content, looking for the record. sqlstate={}", e.sqlState());
            return writeAround(batch);
        }
    }

    /** Writes all but the records that PostgreSQL refuses, in the same single transaction. */
    private int writeAround(Batch batch) throws SQLException {
        return transaction(dsl -> {
            begin(dsl, batch.moves(), rowsOf(batch.changes()));
            List<Change> refused = new ArrayList<>();
            bisect(dsl, batch.changes(), refused);
            TableWriter.apply(dsl, rowsOf(refused));
            failpoint.reached(Failpoint.Step.ROWS_WRITTEN);
            return refused.size();
        });
    }

    /** Halves in their order, so that the last writable version of a row stands at the end. */
    private void bisect(DSLContext dsl, List<Change> changes, List<Change> refused) {
        try {
            // A nested transaction is a savepoint.
            dsl.transaction(nested -> TableWriter.apply(nested.dsl(), rowsOf(changes)));
        } catch (DataAccessException e) {
            if (!(DatabaseFailure.of(e) instanceof DatabaseFailure.Content)) {
                throw e;
            }
            if (changes.size() == 1) {
                Origin origin = changes.get(0).origin();
                LOG.warn(
                        "quarantined a record that PostgreSQL refuses. origin=\"{}\" sqlstate={}",
                        origin,
                        e.sqlState());
                refused.add(QuarantineChange.refused(origin, "PostgreSQL refused it with SQLSTATE " + e.sqlState()));
                return;
            }
            failpoint.reached(Failpoint.Step.HALVED);
            int half = changes.size() / 2;
            bisect(dsl, changes.subList(0, half), refused);
            bisect(dsl, changes.subList(half, changes.size()), refused);
        }
    }

    private void begin(DSLContext dsl, Map<TopicPartition, Claim> moves, RowBatch rows) throws SQLException {
        failpoint.reached(Failpoint.Step.BEGUN);
        fence(dsl, moves);
        failpoint.reached(Failpoint.Step.OFFSETS_WRITTEN);
        ErasedSubjects.takeTurns(dsl, rows);
    }

    /** Of every identity only the latest change. */
    RowBatch rowsOf(List<Change> changes) {
        return RowBatch.of(changes);
    }

    /** Moves the offsets, if all partitions are still held with the epochs they were claimed with. */
    void fence(DSLContext dsl, Map<TopicPartition, Claim> moves) throws SQLException {
        List<SinkOffsetsRecord> rows = new ArrayList<>();
        moves.forEach((partition, claim) -> rows.add(
                new SinkOffsetsRecord(partition.topic(), partition.partition(), claim.nextOffset(), claim.epoch())));
        ArrayTable mine = ArrayTable.of(List.of(SINK_OFFSETS.fields()), rows);
        int hit = dsl.update(SINK_OFFSETS)
                .set(SINK_OFFSETS.NEXT_OFFSET, mine.column(SINK_OFFSETS.NEXT_OFFSET))
                .from(mine.table())
                .where(SINK_OFFSETS.TOPIC.eq(mine.column(SINK_OFFSETS.TOPIC)))
                .and(SINK_OFFSETS.PARTITION.eq(mine.column(SINK_OFFSETS.PARTITION)))
                .and(SINK_OFFSETS.EPOCH.eq(mine.column(SINK_OFFSETS.EPOCH)))
                .execute();
        if (hit != moves.size()) {
            throw new FencedException(
                    "another writer has taken over " + (moves.size() - hit) + " of the partitions " + moves.keySet());
        }
    }

    <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            patience.limit(connection);
            return DSL.using(connection, SQLDialect.POSTGRES, QUIET).transactionResult(transaction -> {
                DSLContext dsl = transaction.dsl();
                patience.limit(dsl);
                return work.in(dsl);
            });
        }
    }

    /** What is done in a transaction. */
    interface Work<T> {
        T in(DSLContext transaction) throws SQLException;
    }
}
