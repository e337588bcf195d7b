package dev.upshot.sink.table;

import static dev.upshot.sink.jooq.ops.Tables.ERASURES;
import static dev.upshot.sink.jooq.outcome.Tables.DECISIONS;

import dev.upshot.sink.change.Subject;
import dev.upshot.sink.database.Patience;
import dev.upshot.sink.jooq.ops.tables.records.ErasuresRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/**
 * Takes out what was erased and keeps it from coming back. Who writes the ledger holds a lock with others who do, and who
 * erases holds it alone: so a batch either comes before an erasure, which then removes its rows, or sees it.
 */
public final class ErasedSubjects {
    /** The number is ours alone. */
    private static final long LOCK = 7523048310982347L;

    private ErasedSubjects() {}

    /** To be called by who erases, first in the transaction. */
    static void lock(DSLContext dsl) {
        dsl.execute("select pg_advisory_xact_lock({0})", DSL.inline(LOCK));
    }

    /**
     * To be called by who writes a batch, before any of it is written and outside of any savepoint, whose end would lift the
     * lock: nobody who holds it with others may ask to have it alone.
     */
    public static void takeTurns(DSLContext dsl, RowBatch batch) {
        if (batch.rows().containsKey(ERASURES)) {
            lock(dsl);
        } else if (LedgerMonths.touchedBy(batch)) {
            dsl.execute("select pg_advisory_xact_lock_shared({0})", DSL.inline(LOCK));
        }
    }

    /**
     * A batch without its erasures, which are carried out. Only those that this database does not know yet take a reading of
     * the ledger: one of each table for all of them.
     */
    static RowBatch carriedOut(DSLContext dsl, RowBatch batch) {
        List<ErasuresRecord> told = batch.rows().getOrDefault(ERASURES, List.of()).stream()
                .map(ErasuresRecord.class::cast)
                .toList();
        if (told.isEmpty()) {
            return batch;
        }
        Set<Subject> known = known(dsl, ERASURES.USE_CASE, ERASURES.SUBJECT_DIGEST, told);
        List<ErasuresRecord> all = new ArrayList<>();
        List<ErasuresRecord> news = new ArrayList<>();
        told.forEach(row -> (known.contains(Subject.of(row)) ? all : news).add(row));
        if (!news.isEmpty()) {
            Patience.withWholeTables(dsl);
            all.addAll(Erasure.takeOut(dsl, news));
        }
        Erasure.remember(dsl, all);
        return batch.keeping(Set.of(ERASURES), row -> false);
    }

    /** A batch that {@linkplain LedgerMonths#concernedBy writes decisions}, without those of subjects that were erased. */
    static RowBatch withoutThem(DSLContext dsl, RowBatch batch) {
        List<TableRecord<?>> decisions = batch.rows().getOrDefault(DECISIONS, List.of());
        Set<Subject> erased = known(dsl, DECISIONS.USE_CASE, DECISIONS.SUBJECT_DIGEST, decisions);
        return erased.isEmpty()
                ? batch
                : batch.keeping(
                        LedgerMonths.TABLES,
                        row -> !erased.contains(
                                new Subject(row.get(DECISIONS.USE_CASE), row.get(DECISIONS.SUBJECT_DIGEST))));
    }

    /** Those of the rows' subjects that this database knows as erased. */
    private static Set<Subject> known(
            DSLContext dsl, Field<String> useCase, Field<UUID> digest, List<? extends TableRecord<?>> rows) {
        ArrayTable theirs = ArrayTable.of(List.of(useCase, digest), rows);
        return dsl
                .selectDistinct(ERASURES.USE_CASE, ERASURES.SUBJECT_DIGEST)
                .from(ERASURES)
                .join(theirs.table())
                .on(ERASURES.USE_CASE.eq(theirs.column(useCase)))
                .and(ERASURES.SUBJECT_DIGEST.eq(theirs.column(digest)))
                .fetch()
                .stream()
                .map(row -> new Subject(row.value1(), row.value2()))
                .collect(Collectors.toSet());
    }
}
