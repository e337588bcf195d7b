package dev.upshot.report.query;

import static dev.upshot.sink.jooq.outcome.Tables.CELL_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.KPIS;
import static dev.upshot.sink.jooq.outcome.Tables.KPI_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;
import static dev.upshot.sink.jooq.report.Tables.LIFTS;

import dev.upshot.report.card.ArmCount;
import dev.upshot.report.card.CohortDays;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.Official;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.sink.jooq.outcome.tables.records.PlanVersionsRecord;
import dev.upshot.sink.jooq.report.tables.records.DataQualityRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads the card of one use case; its queries are all of one plan version. */
final class CardQuery {
    private final DSLContext database;
    private final @Nullable Instant lookBack;
    private final Qualities qualities;

    /** Cards as they stand, or as they were official at a moment. */
    CardQuery(DSLContext database, @Nullable Instant lookBack, Qualities qualities) {
        this.database = database;
        this.lookBack = lookBack;
        this.qualities = qualities;
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
        DataQualityRecord quality = qualities.of(useCase, version);
        Map<String, Kpi> kpis = kpis(plan);
        Closed closed = new Closed(lookBack, plan, kpis);
        List<ArmCount> arms = arms(plan, closed.decisionsBefore());
        OfficialQuery official = new OfficialQuery(database, plan, kpis, closed);
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
                trends.trends(kpis, closed));
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
                official.restatements(),
                official.lookBack());
    }

    /** From the partials: all is added up anyhow. */
    private List<ArmCount> arms(PlanVersionsRecord plan, @Nullable LocalDate before) {
        Field<Long> decisions = count(CELL_PARTIALS.DECISION_COUNT);
        Field<Long> reviewed = count(CELL_PARTIALS.REVIEWED_COUNT);
        Field<Long> overturned = count(CELL_PARTIALS.OVERTURNED_COUNT);
        Map<String, ArmCount> counted = database.select(CELL_PARTIALS.ARM, decisions, reviewed, overturned)
                .from(CELL_PARTIALS)
                .where(of(plan, CELL_PARTIALS.USE_CASE, CELL_PARTIALS.PLAN_VERSION))
                .and(before == null ? DSL.noCondition() : CELL_PARTIALS.COHORT_DATE.lt(before))
                .groupBy(CELL_PARTIALS.ARM)
                .fetchMap(
                        CELL_PARTIALS.ARM,
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
        Map<Slot, CohortDays> days = days(plan);
        return database
                .selectFrom(LIFTS)
                .where(of(plan, LIFTS.USE_CASE, LIFTS.PLAN_VERSION))
                .fetch(row -> LiftRow.reading(
                        row, defined(kpis, row.getKpi()), days.get(new Slot(row.getKpi(), row.getArm()))))
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

    /** What days are of. */
    private record Slot(String kpi, String candidate) {}

    /**
     * The days with units of the baseline or the candidate. From the partials rather than the view over them: counts are
     * not negative, so a day has units if any partial has, and nothing needs summing.
     */
    private Map<Slot, CohortDays> days(PlanVersionsRecord plan) {
        Map<Slot, CohortDays> days = new HashMap<>();
        for (String candidate : plan.getCandidateArms()) {
            Table<?> day = database.select(KPI_PARTIALS.KPI, KPI_PARTIALS.COHORT_DATE)
                    .from(KPI_PARTIALS)
                    .where(of(plan, KPI_PARTIALS.USE_CASE, KPI_PARTIALS.PLAN_VERSION))
                    .and(KPI_PARTIALS.ARM.in(plan.getBaselineArm(), candidate))
                    .and(KPI_PARTIALS.UNIT_COUNT.gt(0L))
                    .groupBy(KPI_PARTIALS.KPI, KPI_PARTIALS.COHORT_DATE)
                    .asTable("day");
            Field<String> kpi = day.field(KPI_PARTIALS.KPI);
            Field<LocalDate> date = day.field(KPI_PARTIALS.COHORT_DATE);
            database.select(kpi, DSL.min(date), DSL.max(date), DSL.count())
                    .from(day)
                    .groupBy(kpi)
                    .forEach(row -> days.put(
                            new Slot(row.value1(), candidate),
                            new CohortDays(row.value2(), row.value3(), row.value4())));
        }
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
