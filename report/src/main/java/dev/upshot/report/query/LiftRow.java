package dev.upshot.report.query;

import static dev.upshot.sink.jooq.report.Tables.LIFTS;

import dev.upshot.report.card.ArmMean;
import dev.upshot.report.card.Better;
import dev.upshot.report.card.CohortDays;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.Segment;
import dev.upshot.sink.jooq.outcome.tables.records.KpisRecord;
import dev.upshot.sink.jooq.report.tables.records.LiftReadingsRecord;
import dev.upshot.sink.jooq.report.tables.records.LiftsRecord;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.grade.Grade;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Translates rows of the reporting database into the scorecard's records. */
final class LiftRow {
    private LiftRow() {}

    static Kpi kpi(KpisRecord row) {
        return new Kpi(
                row.getKpi(),
                KpiType.of(row.getKpiType()),
                row.getUnit(),
                Better.of(row.getBetter()),
                row.getScale(),
                Duration.ofMillis(row.getWindowMs()),
                row.getMissing().equals("exclude"),
                parts(row.getNetKpis(), row.getNetPrices()));
    }

    /** As many prices as names: the table's constraint sees to it. */
    private static List<Kpi.Part> parts(String @Nullable [] names, BigDecimal @Nullable [] prices) {
        return names == null || prices == null
                ? List.of()
                : IntStream.range(0, names.length)
                        .mapToObj(i -> new Kpi.Part(names[i], prices[i]))
                        .toList();
    }

    /** The reading of one lift; the days are those with units of its KPI, shown of the overall one. */
    static Reading reading(LiftsRecord row, Kpi kpi, @Nullable CohortDays days) {
        return reading(row, kpi, days, null);
    }

    /** The official reading of one close of a cohort day: the columns of a lift, and the close. */
    static Reading official(LiftReadingsRecord row, Kpi kpi) {
        return reading(
                row.into(LIFTS),
                kpi,
                null,
                new Judgement.Close(row.getCohortDate(), row.getFinalAt().toInstant()));
    }

    private static Reading reading(
            LiftsRecord row, Kpi kpi, @Nullable CohortDays days, Judgement.@Nullable Close close) {
        Segment segment = new Segment(row.getSegmentDimension(), row.getSegmentValue());
        return new Reading(
                kpi,
                segment,
                new ArmMean(row.getBaseline(), row.getNBaseline(), row.getMeanBaseline()),
                new ArmMean(row.getArm(), row.getNCandidate(), row.getMeanCandidate()),
                estimate(
                        row.getAbsoluteValue(),
                        row.getAbsoluteStandardError(),
                        row.getAbsoluteLower(),
                        row.getAbsoluteUpper()),
                estimate(
                        row.getRelativeValue(),
                        row.getRelativeStandardError(),
                        row.getRelativeLower(),
                        row.getRelativeUpper()),
                method(row.getClock(), row.getEstimator()),
                row.getAlpha(),
                row.getReason(),
                segment.isOverall() ? days : null,
                new Judgement(
                        Judgement.verdict(row.getVerdict()),
                        row.getGround(),
                        Grade.valueOf(row.getGrade()),
                        row.getEstimator(),
                        row.getClock(),
                        row.getMatureShare(),
                        row.getEventCountBaseline(),
                        row.getEventCountCandidate(),
                        row.getAdjustedPValue(),
                        row.getEValue(),
                        row.getMinimumEffect(),
                        row.getUnitsNeeded(),
                        row.getDaysNeeded(),
                        row.getGuardrailState(),
                        close));
    }

    /** The clock's name without its parameters; of a row without a clock, the estimator's. */
    private static String method(String clock, String estimator) {
        if (clock.isEmpty()) {
            return estimator;
        }
        int parameters = clock.indexOf('(');
        return parameters < 0 ? clock : clock.substring(0, parameters);
    }

    /** An estimate is whole or absent: the table's constraint sees to it. */
    static @Nullable Estimate estimate(
            @Nullable Double value, @Nullable Double standardError, @Nullable Double lower, @Nullable Double upper) {
        return value == null || standardError == null || lower == null || upper == null
                ? null
                : new Estimate(value, standardError, lower, upper);
    }
}
