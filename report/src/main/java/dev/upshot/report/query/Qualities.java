package dev.upshot.report.query;

import static dev.upshot.sink.jooq.report.Tables.DATA_QUALITY;

import dev.upshot.report.card.QuarantineCount;
import dev.upshot.sink.jooq.report.tables.records.DataQualityRecord;
import java.util.List;
import org.jooq.DSLContext;

/**
 * How the data of every plan version are: read once, for one row costs as much as all.
 *
 * @param rows one per plan version, and one of what was refused before any plan was known
 */
record Qualities(List<DataQualityRecord> rows) {
    static Qualities of(DSLContext database) {
        return new Qualities(database.selectFrom(DATA_QUALITY).fetch());
    }

    DataQualityRecord of(String useCase, int version) {
        return rows.stream()
                .filter(row -> row.getUseCase().equals(useCase) && row.getPlanVersion() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("report.data_quality has a row of every plan version"));
    }

    /** Records refused before any plan was known. */
    List<QuarantineCount> unassigned() {
        return QuarantineCounts.of(of("", 0).getQuarantinedByReason());
    }
}
