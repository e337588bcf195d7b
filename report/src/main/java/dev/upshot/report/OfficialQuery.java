package dev.upshot.report;

import static dev.upshot.sink.jooq.report.Tables.FALSE_POSITIVE_METER;
import static dev.upshot.sink.jooq.report.Tables.LIFTS;
import static dev.upshot.sink.jooq.report.Tables.LIFT_READINGS;
import static dev.upshot.sink.jooq.report.Tables.RESTATEMENTS;
import static dev.upshot.sink.jooq.report.Tables.TRUST_CHECKS;

import dev.upshot.sink.jooq.outcome.tables.records.PlanVersionsRecord;
import dev.upshot.sink.jooq.report.tables.records.LiftReadingsRecord;
import dev.upshot.sink.jooq.report.tables.records.LiftsRecord;
import dev.upshot.stats.grade.Grade;
import dev.upshot.stats.grade.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads what is official on one card: findings with their timelines, checks, the false-positive meter, restatements. */
final class OfficialQuery {
    private final DSLContext database;
    private final PlanVersionsRecord plan;
    private final Map<String, Kpi> kpis;

    OfficialQuery(DSLContext database, PlanVersionsRecord plan, Map<String, Kpi> kpis) {
        this.database = database;
        this.plan = plan;
        this.kpis = kpis;
    }

    Official official() {
        return new Official(findings(), checks(), falseClaims(), restatements());
    }

    private List<Finding> findings() {
        Map<List<String>, List<LiftReadingsRecord>> closes = new TreeMap<>(Comparator.comparing(List::toString));
        database.selectFrom(LIFT_READINGS)
                .where(of(LIFT_READINGS.USE_CASE, LIFT_READINGS.PLAN_VERSION))
                .and(LIFT_READINGS.SEGMENT_DIMENSION.eq(""))
                .orderBy(LIFT_READINGS.COHORT_DATE)
                .forEach(row -> closes.computeIfAbsent(List.of(row.getKpi(), row.getArm()), key -> new ArrayList<>())
                        .add(row));
        Comparator<Reading> order = ReadingOrder.of(
                Arrays.asList(plan.getSegmentNames()),
                List.copyOf(kpis.keySet()),
                Arrays.asList(plan.getCandidateArms()));
        return database
                .selectFrom(LIFTS)
                .where(of(LIFTS.USE_CASE, LIFTS.PLAN_VERSION))
                .fetch(row -> finding(
                        row,
                        row.getSegmentDimension().isEmpty()
                                ? closes.getOrDefault(List.of(row.getKpi(), row.getArm()), List.of())
                                : List.of()))
                .stream()
                .sorted(Comparator.comparing(Finding::reading, order))
                .toList();
    }

    /** The figures and the verdict of the last close; before the first one, the live figures. */
    private Finding finding(LiftsRecord live, List<LiftReadingsRecord> closes) {
        if (closes.isEmpty()) {
            return new Finding(reading(live), evidence(live, null), List.of());
        }
        LiftReadingsRecord last = closes.get(closes.size() - 1);
        LiftsRecord official = last.into(LIFTS);
        return new Finding(
                reading(official),
                evidence(official, last),
                closes.stream()
                        .map(close -> new Finding.Close(
                                close.getCohortDate(),
                                reading(close.into(LIFTS)).relative(),
                                verdict(close.getVerdict())))
                        .toList());
    }

    private Reading reading(LiftsRecord row) {
        Kpi kpi = kpis.get(row.getKpi());
        if (kpi == null) {
            throw new IllegalStateException(
                    "report.lifts joins outcome.kpis, yet KPI " + row.getKpi() + " is not there");
        }
        return LiftRow.reading(row, kpi, Map.of());
    }

    private static Evidence evidence(LiftsRecord row, @Nullable LiftReadingsRecord close) {
        return new Evidence(
                verdict(row.getVerdict()),
                row.getGround(),
                Grade.valueOf(row.getGrade()),
                row.getIsExploratory(),
                row.getEstimator(),
                row.getClock(),
                row.getMatureShare(),
                row.getMinimumEffect(),
                row.getUnitsNeeded(),
                row.getDaysNeeded(),
                row.getGuardrailState(),
                close == null ? null : close.getCohortDate(),
                close == null ? null : close.getFinalAt().toInstant());
    }

    private static Verdict verdict(String code) {
        return Verdict.valueOf(code.toUpperCase(Locale.ROOT));
    }

    private List<TrustCheck> checks() {
        return database.selectFrom(TRUST_CHECKS)
                .where(of(TRUST_CHECKS.USE_CASE, TRUST_CHECKS.PLAN_VERSION))
                .orderBy(TRUST_CHECKS.ARM, TRUST_CHECKS.KPI, TRUST_CHECKS.CHECK_NAME)
                .fetch(row -> new TrustCheck(
                        row.getArm(), row.getKpi(), row.getCheckName(), row.getState(), row.getPValue()));
    }

    private List<FalseClaims> falseClaims() {
        return database.selectFrom(FALSE_POSITIVE_METER)
                .where(of(FALSE_POSITIVE_METER.USE_CASE, FALSE_POSITIVE_METER.PLAN_VERSION))
                .orderBy(FALSE_POSITIVE_METER.KPI)
                .fetch(row -> new FalseClaims(row.getKpi(), row.getReadingCount(), row.getClaimCount()));
    }

    private List<Restated> restatements() {
        Field<Long> units = DSL.sum(RESTATEMENTS.UNIT_COUNT).cast(Long.class);
        Field<LocalDate> last = DSL.max(RESTATEMENTS.COHORT_DATE);
        return database.select(RESTATEMENTS.KPI, RESTATEMENTS.CAUSE, units, last)
                .from(RESTATEMENTS)
                .where(of(RESTATEMENTS.USE_CASE, RESTATEMENTS.PLAN_VERSION))
                .groupBy(RESTATEMENTS.KPI, RESTATEMENTS.CAUSE)
                .orderBy(RESTATEMENTS.KPI, RESTATEMENTS.CAUSE)
                .fetch(row -> new Restated(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    private Condition of(Field<String> useCase, Field<Integer> version) {
        return useCase.eq(plan.getUseCase()).and(version.eq(plan.getPlanVersion()));
    }
}
