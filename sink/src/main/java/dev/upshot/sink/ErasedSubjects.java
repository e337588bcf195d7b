package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.ERASURES;
import static dev.upshot.sink.jooq.outcome.Tables.DECISIONS;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/**
 * Keeps what was erased from coming back. Who writes decisions holds a lock with others who do, and who erases holds it
 * alone: so a batch either comes before an erasure, which then removes its rows, or sees it.
 */
final class ErasedSubjects {
    /** The number is ours alone. */
    private static final long LOCK = 7523048310982347L;

    private ErasedSubjects() {}

    /** A subject of a use case. */
    record Subject(String useCase, UUID digest) {}

    /** To be called by who erases, first in the transaction. */
    static void lock(DSLContext dsl) {
        dsl.execute("select pg_advisory_xact_lock({0})", DSL.inline(LOCK));
    }

    /** A batch that {@linkplain LedgerMonths#concernedBy writes decisions}, without those of subjects that were erased. */
    static RowBatch withoutThem(DSLContext dsl, RowBatch batch) {
        dsl.execute("select pg_advisory_xact_lock_shared({0})", DSL.inline(LOCK));
        List<TableRecord<?>> decisions = batch.rows().getOrDefault(DECISIONS, List.of());
        ArrayTable theirs = ArrayTable.of(List.of(DECISIONS.USE_CASE, DECISIONS.SUBJECT_DIGEST), decisions);
        Set<Subject> erased = dsl
                .selectDistinct(ERASURES.USE_CASE, ERASURES.SUBJECT_DIGEST)
                .from(ERASURES)
                .join(theirs.table())
                .on(ERASURES.USE_CASE.eq(theirs.column(DECISIONS.USE_CASE)))
                .and(ERASURES.SUBJECT_DIGEST.eq(theirs.column(DECISIONS.SUBJECT_DIGEST)))
                .fetch()
                .stream()
                .map(row -> new Subject(row.value1(), row.value2()))
                .collect(Collectors.toSet());
        return erased.isEmpty()
                ? batch
                : batch.keeping(
                        LedgerMonths.TABLES,
                        row -> !erased.contains(
                                new Subject(row.get(DECISIONS.USE_CASE), row.get(DECISIONS.SUBJECT_DIGEST))));
    }
}
