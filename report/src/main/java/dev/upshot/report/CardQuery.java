package dev.upshot.report;

import static dev.upshot.sink.jooq.outcome.Tables.CELLS;
import static dev.upshot.sink.jooq.outcome.Tables.KPIS;
import static dev.upshot.sink.jooq.outcome.Tables.KPI_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;
import static dev.upshot.sink.jooq.report.Tables.DATA_QUALITY;
import static dev.upshot.sink.jooq.report.Tables.LIFTS;

import dev.upshot.sink.jooq.outcome.tables.records.PlanVersionsRecord;
import dev.upshot.sink.jooq.report.tables.records.DataQualityRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads the card of one use case; its queries are all of one plan version. */
final class CardQuery {
    private final DSLContext database;
    private final @Nullable Instant lookBack;

    /** Cards as they stand, or as they were official at a moment. */
    CardQuery(DSLContext database, @Nullable Instant lookBack) {
        this.database = database;
        this.lookBack = lookBack;
    }

    /** The card under the first of these versions (newest first); without any, the newest published one, unread. */
    UseCaseCard card(String useCase, List<Integer> measured) {
        PlanVersionsRecord plan = database.selectFrom(PLAN_VERSIONS)
                .where(PLAN_VERSIONS.USE_CASE.eq(useCase))
                .and(measured.isEmpty() ? DSL.noCondition() : PLAN_VERSIONS.PLAN_VERSION.in(measured))
                .orderBy(PLAN_VERSIONS.PLAN_VERSION.desc())
                .limit(1)
                .fetchSingle();
        int version = plan.getPlanVersion();
        DataQualityRecord quality = quality(useCase, version);
        Map<String, Kpi> kpis = kpis(plan);
        LocalDate before = lookBack == null ? null : TrendQuery.openFrom(lookBack, plan.getLatenessMs());
        List<ArmCount> arms = arms(plan, before);
        OfficialQuery official = new OfficialQuery(database, plan, kpis);
        TrendQuery trends =
                new TrendQuery(database, plan, arms.stream().map(ArmCount::arm).toList());
        return new UseCaseCard(
                useCase,
                version,
                measured.stream().filter(other -> other != version).sorted().toList(),
                plan.getContentHash(),
                plan.getDesign(),
                plan.getUnitOfAnalysis(),
                asOf(quality),
                arms,
                lookBack == null ? readings(plan, kpis) : List.of(),
                lookBack == null ? QuarantineCounts.of(quality.getQuarantinedByReason()) : List.of(),
                inOrder(lookBack == null ? official.now() : official.asOf(lookBack), plan, kpis),
                trends.trends(kpis, before));
    }

    private @Nullable Instant asOf(DataQualityRecord quality) {
        Instant watermark = quality.getCompleteToAt() == null
                ? null
                : quality.getCompleteToAt().toInstant();
        return watermark == null || lookBack == null || watermark.isBefore(lookBack) ? watermark : lookBack;
    }

    private static Official inOrder(Official official, PlanVersionsRecord plan, Map<String, Kpi> kpis) {
        return new Official(
                official.findings().stream()
                        .sorted(Comparator.comparing(Finding::reading, order(plan, kpis)))
                        .toList(),
                official.checks(),
                official.falseClaims(),
                official.restatements());
    }

    /** Records refused before any plan was known. */
    List<QuarantineCount> unassignedQuarantine() {
        return lookBack != null ? List.of() : QuarantineCounts.of(quality("", 0).getQuarantinedByReason());
    }

    private DataQualityRecord quality(String useCase, int version) {
        return database.selectFrom(DATA_QUALITY)
                .where(DATA_QUALITY.USE_CASE.eq(useCase))
                .and(DATA_QUALITY.PLAN_VERSION.eq(version))
                .fetchSingle();
    }

    private List<ArmCount> arms(PlanVersionsRecord plan, @Nullable LocalDate before) {
        Field<Long> decisions = count(CELLS.DECISION_COUNT);
        Field<Long> reviewed = count(CELLS.REVIEWED_COUNT);
        Field<Long> overturned = count(CELLS.OVERTURNED_COUNT);
        Map<String, ArmCount> counted = database.select(CELLS.ARM, decisions, reviewed, overturned)
                .from(CELLS)
                .where(of(plan, CELLS.USE_CASE, CELLS.PLAN_VERSION))
                .and(before == null ? DSL.noCondition() : CELLS.COHORT_DATE.lt(before))
                .groupBy(CELLS.ARM)
                .fetchMap(
                        CELLS.ARM,
                        row -> new ArmCount(row.value1(), row.get(decisions), row.get(reviewed), row.get(overturned)));
        List<String> arms = new ArrayList<>(List.of(plan.getBaselineArm()));
        Collections.addAll(arms, plan.getCandidateArms());
        return arms.stream()
                .map(arm -> counted.getOrDefault(arm, new ArmCount(arm, 0, 0, 0)))
                .toList();
    }

    private Map<String, Kpi> kpis(PlanVersionsRecord plan) {
        return database.selectFrom(KPIS)
                .where(of(plan, KPIS.USE_CASE, KPIS.PLAN_VERSION))
                .orderBy(KPIS.POSITION)
                .fetchMap(KPIS.KPI, LiftRow::kpi);
    }

    private List<Reading> readings(PlanVersionsRecord plan, Map<String, Kpi> kpis) {
        Map<String, Map<String, NavigableSet<LocalDate>>> days = days(plan);
        return database
                .selectFrom(LIFTS)
                .where(of(plan, LIFTS.USE_CASE, LIFTS.PLAN_VERSION))
                .fetch(row ->
                        LiftRow.reading(row, defined(kpis, row.getKpi()), days.getOrDefault(row.getKpi(), Map.of())))
                .stream()
                .sorted(order(plan, kpis))
                .toList();
    }

    private static Comparator<Reading> order(PlanVersionsRecord plan, Map<String, Kpi> kpis) {
        return ReadingOrder.of(
                Arrays.asList(plan.getSegmentNames()),
                List.copyOf(kpis.keySet()),
                Arrays.asList(plan.getCandidateArms()));
    }

    /**
     * The days with units, by KPI and arm. From the partials rather than the view over them: counts are not negative,
     * so a day has units if any partial has, and nothing needs summing.
     */
    private Map<String, Map<String, NavigableSet<LocalDate>>> days(PlanVersionsRecord plan) {
        Map<String, Map<String, NavigableSet<LocalDate>>> days = new TreeMap<>();
        database.selectDistinct(KPI_PARTIALS.KPI, KPI_PARTIALS.ARM, KPI_PARTIALS.COHORT_DATE)
                .from(KPI_PARTIALS)
                .where(of(plan, KPI_PARTIALS.USE_CASE, KPI_PARTIALS.PLAN_VERSION))
                .and(KPI_PARTIALS.UNIT_COUNT.gt(0L))
                .forEach(row -> days.computeIfAbsent(row.value1(), kpi -> new TreeMap<>())
                        .computeIfAbsent(row.value2(), arm -> new TreeSet<>())
                        .add(row.value3()));
        return days;
    }

    static Kpi defined(Map<String, Kpi> kpis, String name) {
        Kpi kpi = kpis.get(name);
        if (kpi == null) {
            throw new IllegalStateException("report.lifts joins outcome.kpis, yet KPI " + name + " is not there");
        }
        return kpi;
    }

    private static Field<Long> count(Field<Long> counts) {
        return DSL.sum(counts).cast(SQLDataType.BIGINT);
    }

    private static Condition of(PlanVersionsRecord plan, Field<String> useCase, Field<Integer> version) {
        return useCase.eq(plan.getUseCase()).and(version.eq(plan.getPlanVersion()));
    }
}
