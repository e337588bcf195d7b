package dev.upshot.sink.change;

import static dev.upshot.sink.jooq.outcome.Tables.CELL_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.KPI_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.ODD_HALF_PARTIALS;

import dev.upshot.event.CellPartial;
import dev.upshot.event.KpiMoments;
import dev.upshot.sink.jooq.outcome.tables.records.CellPartialsRecord;
import dev.upshot.sink.jooq.outcome.tables.records.KpiPartialsRecord;
import dev.upshot.sink.jooq.outcome.tables.records.OddHalfPartialsRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/** A cell's partial: one row for the cell, one for each of its KPIs, and of the baseline one for the odd half of each. */
final class CellChange {
    private static final List<TableField<CellPartialsRecord, ?>> CELL = List.of(
            CELL_PARTIALS.USE_CASE,
            CELL_PARTIALS.PLAN_VERSION,
            CELL_PARTIALS.ARM,
            CELL_PARTIALS.COHORT_DATE,
            CELL_PARTIALS.SEGMENT_VALUES,
            CELL_PARTIALS.SOURCE_PARTITION);
    private static final List<TableField<KpiPartialsRecord, ?>> ITS_KPIS = List.of(
            KPI_PARTIALS.USE_CASE,
            KPI_PARTIALS.PLAN_VERSION,
            KPI_PARTIALS.ARM,
            KPI_PARTIALS.COHORT_DATE,
            KPI_PARTIALS.SEGMENT_VALUES,
            KPI_PARTIALS.SOURCE_PARTITION);

    private static final List<TableField<OddHalfPartialsRecord, ?>> ITS_ODD_HALF = List.of(
            ODD_HALF_PARTIALS.USE_CASE,
            ODD_HALF_PARTIALS.PLAN_VERSION,
            ODD_HALF_PARTIALS.ARM,
            ODD_HALF_PARTIALS.COHORT_DATE,
            ODD_HALF_PARTIALS.SEGMENT_VALUES,
            ODD_HALF_PARTIALS.SOURCE_PARTITION);

    private CellChange() {}

    static Change of(Origin origin, String key, CellPartial cell) throws UnwritableException {
        String[] segments = cell.getSegments().toArray(String[]::new);
        List<TableRecord<?>> rows = new ArrayList<>(1 + cell.getKpis().size());
        rows.add(new CellPartialsRecord()
                .setUseCase(cell.getUseCase())
                .setPlanVersion(cell.getPlanVersion())
                .setArm(cell.getArm())
                .setCohortDate(cell.getCohortDay())
                .setSegmentValues(segments)
                .setSourcePartition(cell.getSourcePartition())
                .setDecisionCount(cell.getDecisions())
                .setReviewedCount(cell.getReviewed())
                .setOverturnedCount(cell.getOverturned())
                .setUnitCount(cell.getUnits())
                .setMixedUnitCount(cell.getMixedUnits()));
        for (KpiMoments kpi : cell.getKpis()) {
            rows.add(row(cell, segments, kpi));
        }
        for (KpiMoments kpi : cell.getOddHalf()) {
            rows.add(row(cell, segments, kpi).into(ODD_HALF_PARTIALS));
        }
        return Change.putting(origin, key, rows);
    }

    private static KpiPartialsRecord row(CellPartial cell, String[] segments, KpiMoments kpi)
            throws UnwritableException {
        BigInteger covariateSum = TwosComplement.orNull(kpi.getSumX());
        return new KpiPartialsRecord()
                .setUseCase(cell.getUseCase())
                .setPlanVersion(cell.getPlanVersion())
                .setArm(cell.getArm())
                .setCohortDate(cell.getCohortDay())
                .setSegmentValues(segments)
                .setSourcePartition(cell.getSourcePartition())
                .setKpi(kpi.getKpi())
                .setUnitCount(kpi.getN())
                .setValueSum(TwosComplement.required("sum", kpi.getSum()))
                .setValueSumSquares(TwosComplement.required("sum_squares", kpi.getSumSquares()))
                .setDenominatorSum(TwosComplement.orNull(kpi.getSumB()))
                .setDenominatorSumSquares(TwosComplement.orNull(kpi.getSumSquaresB()))
                .setProductSum(TwosComplement.orNull(kpi.getSumProducts()))
                .setOpenCount(kpi.getOpen())
                .setOpenStartSum(TwosComplement.orZero(kpi.getOpenStartSum()))
                .setCovariateCount(covariateSum == null ? null : kpi.getCovariateN())
                .setCovariateSum(covariateSum)
                .setCovariateSumSquares(TwosComplement.orNull(kpi.getSumSquaresX()))
                .setCovariateValueSum(TwosComplement.orNull(kpi.getSumProductsAx()))
                .setCovariateDenominatorSum(TwosComplement.orNull(kpi.getSumProductsBx()))
                .setAgeEndedCounts(counts(kpi.getAgeEvents()))
                .setAgeOpenCounts(counts(kpi.getAgeOpen()))
                .setWeightSum(TwosComplement.orNull(kpi.getSumW()))
                .setWeightSumSquares(TwosComplement.orNull(kpi.getSumSquaresW()))
                .setWeightedValueSum(TwosComplement.orNull(kpi.getSumWa()))
                .setWeightedValueSumSquares(TwosComplement.orNull(kpi.getSumSquaresWa()))
                .setWeightWeightedValueSum(TwosComplement.orNull(kpi.getSumProductsWwa()));
    }

    private static Long @Nullable [] counts(List<Long> counts) {
        return counts.isEmpty() ? null : counts.toArray(Long[]::new);
    }

    static Change removed(Origin origin, String key, RecordKey parts) throws UnwritableException {
        parts.ofSize(7);
        CellPartialsRecord cell = new CellPartialsRecord()
                .setUseCase(parts.text(1))
                .setPlanVersion(parts.integer(2))
                .setArm(parts.text(3))
                .setCohortDate(parts.date(4))
                .setSegmentValues(parts.texts(5))
                .setSourcePartition(parts.integer(6));
        return Change.removing(
                origin,
                key,
                List.of(
                        new Removal(CELL, cell),
                        new Removal(ITS_KPIS, cell.into(KPI_PARTIALS)),
                        new Removal(ITS_ODD_HALF, cell.into(ODD_HALF_PARTIALS))));
    }
}
