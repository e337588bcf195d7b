package dev.upshot.sink.table;

import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;
import static dev.upshot.sink.jooq.outcome.Tables.KPIS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableRecord;

/**
 * Judges again what was refused because no plan knew its use case or outcome: such a row stands only as long as no
 * plan in the tables knows the name. The plan that knows it is measured by replay, so nothing is lost; and a row that
 * an instance with older plans writes afterwards goes in the transaction that brings it.
 */
final class UnknownNames {
    private static final String USE_CASE = "unknown_use_case";
    private static final String OUTCOME = "unknown_outcome";

    private UnknownNames() {}

    /**
     * To be called before the rows are written, if {@link #concernedBy} says so. Plans and refusals come by different
     * topics, perhaps to different writers: each must see what the other wrote, so they write one after the other.
     */
    static void takeTurns(DSLContext dsl) {
        dsl.execute("lock table {0} in share row exclusive mode", PLAN_VERSIONS);
    }

    /** To be called after the rows are written. */
    static void settle(DSLContext dsl) {
        remove(dsl, USE_CASE, dsl.select(PLAN_VERSIONS.USE_CASE).from(PLAN_VERSIONS));
        remove(dsl, OUTCOME, dsl.select(KPIS.OUTCOME).from(KPIS));
    }

    private static void remove(DSLContext dsl, String reason, Select<Record1<String>> known) {
        dsl.deleteFrom(QUARANTINED_RECORDS)
                .where(QUARANTINED_RECORDS.UNKNOWN_NAME.in(known))
                .and(QUARANTINED_RECORDS.REASON.eq(reason))
                .execute();
    }

    /** Whether a batch brings a plan or a name that was unknown when it was refused. */
    static boolean concernedBy(RowBatch batch) {
        return batch.rows().containsKey(PLAN_VERSIONS)
                || rows(batch, QUARANTINED_RECORDS).stream()
                        .anyMatch(row -> row.get(QUARANTINED_RECORDS.UNKNOWN_NAME) != null);
    }

    private static List<TableRecord<?>> rows(RowBatch batch, Table<?> table) {
        return batch.rows().getOrDefault(table, List.of());
    }
}
