package dev.upshot.sink.change;

import static dev.upshot.sink.jooq.outcome.Tables.RESTATEMENT_PARTIALS;

import dev.upshot.event.RestatementPartial;
import dev.upshot.sink.jooq.outcome.tables.records.RestatementPartialsRecord;
import java.util.List;
import org.jooq.TableField;

/** What one cause changed in one cell and KPI, as far as one partition goes: one row. */
final class RestatementChange {
    private static final List<TableField<RestatementPartialsRecord, ?>> RESTATEMENT = List.of(
            RESTATEMENT_PARTIALS.USE_CASE,
            RESTATEMENT_PARTIALS.PLAN_VERSION,
            RESTATEMENT_PARTIALS.ARM,
            RESTATEMENT_PARTIALS.COHORT_DATE,
            RESTATEMENT_PARTIALS.SEGMENT_VALUES,
            RESTATEMENT_PARTIALS.KPI,
            RESTATEMENT_PARTIALS.CAUSE,
            RESTATEMENT_PARTIALS.SOURCE_PARTITION);

    private RestatementChange() {}

    static Change of(Origin origin, String key, RestatementPartial restatement) throws UnwritableException {
        RestatementPartialsRecord row = new RestatementPartialsRecord()
                .setUseCase(restatement.getUseCase())
                .setPlanVersion(restatement.getPlanVersion())
                .setArm(restatement.getArm())
                .setCohortDate(restatement.getCohortDay())
                .setSegmentValues(restatement.getSegments().toArray(String[]::new))
                .setKpi(restatement.getKpi())
                .setCause(restatement.getCause())
                .setSourcePartition(restatement.getSourcePartition())
                .setUnitCount(restatement.getUnits())
                .setValueChange(TwosComplement.required("change", restatement.getChange()));
        return Change.putting(origin, key, List.of(row));
    }

    static Change removed(Origin origin, String key, RecordKey parts) throws UnwritableException {
        parts.ofSize(9);
        RestatementPartialsRecord row = new RestatementPartialsRecord()
                .setUseCase(parts.text(1))
                .setPlanVersion(parts.integer(2))
                .setArm(parts.text(3))
                .setCohortDate(parts.date(4))
                .setSegmentValues(parts.texts(5))
                .setKpi(parts.text(6))
                .setCause(parts.text(7))
                .setSourcePartition(parts.integer(8));
        return Change.removing(origin, key, List.of(new Removal(RESTATEMENT, row)));
    }
}
