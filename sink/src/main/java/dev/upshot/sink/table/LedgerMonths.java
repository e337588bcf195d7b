package dev.upshot.sink.table;

import static dev.upshot.sink.jooq.outcome.Tables.ATTRIBUTED_OUTCOMES;
import static dev.upshot.sink.jooq.outcome.Tables.DECISIONS;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The months of the ledger, each of which has partitions of its own. */
final class LedgerMonths {
    /** What a decision of the ledger has rows in. */
    static final Set<Table<?>> TABLES = Set.of(DECISIONS, ATTRIBUTED_OUTCOMES);

    private LedgerMonths() {}

    /** Whether a batch writes decisions, or takes some away. */
    static boolean touchedBy(RowBatch batch) {
        return concernedBy(batch) || batch.removals().containsKey(DECISIONS);
    }

    /** Whether a batch writes decisions. */
    static boolean concernedBy(RowBatch batch) {
        return batch.rows().containsKey(DECISIONS);
    }

    /** Opens the months of a batch's decisions; returns the batch without the rows of months that were let go. */
    static RowBatch opened(DSLContext dsl, RowBatch batch) {
        LocalDate[] wanted = batch.rows().getOrDefault(DECISIONS, List.of()).stream()
                .map(row -> month(row.get(DECISIONS.DECIDED_AT)))
                .distinct()
                .toArray(LocalDate[]::new);
        Set<LocalDate> open = dsl.select(DSL.field("month", LocalDate.class))
                .from("ops.open_ledger_months({0}) as month", DSL.val(wanted, SQLDataType.LOCALDATE.getArrayDataType()))
                .fetchSet(0, LocalDate.class);
        if (open.size() == wanted.length) {
            return batch;
        }
        // The column of decisions stands for that of attributed outcomes, which has the same name.
        return batch.keeping(TABLES, row -> open.contains(month(row.get(DECISIONS.DECIDED_AT))));
    }

    private static LocalDate month(OffsetDateTime decidedAt) {
        return decidedAt.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }
}
