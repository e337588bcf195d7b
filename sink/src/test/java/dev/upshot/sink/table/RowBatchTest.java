package dev.upshot.sink.table;

import static dev.upshot.sink.jooq.ops.Tables.QUARANTINED_RECORDS;
import static dev.upshot.sink.jooq.outcome.Tables.ATTRIBUTED_OUTCOMES;
import static dev.upshot.sink.jooq.outcome.Tables.CELL_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.DECISIONS;
import static dev.upshot.sink.jooq.outcome.Tables.KPI_PARTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.sink.change.Change;
import dev.upshot.sink.change.Changes;
import dev.upshot.sink.change.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBatchTest {

    @Test
    void ofSeveralVersionsOfACellTheLatestIsWritten() {
        RowBatch batch = RowBatch.of(List.of(put(1, "model", 5), put(2, "human", 1), put(3, "model", 8)));

        assertThat(batch.rows().get(CELL_PARTIALS))
                .extracting(row -> row.get(CELL_PARTIALS.DECISION_COUNT))
                .containsExactlyInAnyOrder(8L, 1L);
        assertThat(batch.rows().get(KPI_PARTIALS)).hasSize(2);
    }

    @Test
    void aCellThatIsDeletedLastIsNotWritten() {
        RowBatch batch = RowBatch.of(List.of(put(1, "model", 5), delete(2, "model")));

        assertThat(batch.rows()).isEmpty();
        assertThat(batch.removals().get(CELL_PARTIALS)).hasSize(1);
    }

    @Test
    void aCellThatComesBackIsNotDeleted() {
        RowBatch batch = RowBatch.of(List.of(delete(1, "model"), put(2, "model", 5)));

        assertThat(batch.removals()).isEmpty();
        assertThat(batch.rows().get(CELL_PARTIALS)).hasSize(1);
    }

    @Test
    void onlyWhereEveryChangeTakesItsEarlierRowsAwayNothingCanBeInTheWay() {
        RowBatch entries = RowBatch.of(List.of(entry("d-1"), entry("d-2")));

        assertThat(entries.rows()).containsOnlyKeys(DECISIONS, ATTRIBUTED_OUTCOMES);
        assertThat(entries.merged()).containsExactly(DECISIONS);
        assertThat(RowBatch.of(List.of(put(1, "model", 5))).merged())
                .containsExactlyInAnyOrder(CELL_PARTIALS, KPI_PARTIALS);
    }

    @Test
    void everyRefusedRecordIsKept() {
        RowBatch batch = RowBatch.of(List.of(refuse(1), refuse(2)));

        assertThat(batch.rows().get(QUARANTINED_RECORDS)).hasSize(2);
    }

    private static Change entry(String decisionId) {
        return Changes.of(
                Samples.origin("ledger", 1),
                "[\"decision\",\"" + decisionId + "\"]",
                Samples.entry(decisionId, "2026-03-05T10:00:00Z", Samples.credit("o-1", 70)));
    }

    private static Change put(long offset, String arm, long decisions) {
        return Changes.of(Samples.origin("cells", offset), Samples.cellKey(arm), Samples.cell(arm, decisions));
    }

    private static Change delete(long offset, String arm) {
        return Changes.of(Samples.origin("cells", offset), Samples.cellKey(arm), null);
    }

    private static Change refuse(long offset) {
        return Changes.of(Samples.origin("cells", offset), "no key of ours", null);
    }
}
