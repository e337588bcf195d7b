package dev.upshot.sink.table;

import dev.upshot.sink.change.Change;
import java.util.List;
import org.jooq.DSLContext;

/** Opens the months of the ledger before anything is written to them. */
public final class OpenMonths {
    private OpenMonths() {}

    /** Opens those that the changes lie in, if they are of the ledger; returns the rows that can be written then. */
    public static RowBatch of(DSLContext dsl, List<Change> changes) {
        RowBatch batch = RowBatch.of(changes);
        return LedgerMonths.concernedBy(batch) ? LedgerMonths.opened(dsl, batch) : batch;
    }
}
