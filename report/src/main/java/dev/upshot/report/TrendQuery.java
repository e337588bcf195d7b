package dev.upshot.report;

import static dev.upshot.sink.jooq.outcome.Tables.AGE_CELLS;
import static dev.upshot.sink.jooq.report.Tables.ADOPTION;
import static dev.upshot.sink.jooq.report.Tables.OVERSIGHT;

import dev.upshot.sink.jooq.outcome.tables.records.PlanVersionsRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads how one card went along: weeks of adoption and oversight, and how long cases take. */
final class TrendQuery {
    private final DSLContext database;
    private final PlanVersionsRecord plan;
    private final List<String> arms;

    /** The arms in the order of the card. */
    TrendQuery(DSLContext database, PlanVersionsRecord plan, List<String> arms) {
        this.database = database;
        this.plan = plan;
        this.arms = arms;
    }

    /** Weeks that had ended before this day, and the curves of these KPIs' cohorts before it; null: everything. */
    Trends trends(Map<String, Kpi> kpis, @Nullable LocalDate before) {
        return new Trends(weeks(before), before == null ? curves(kpis) : List.of());
    }

    private List<Week> weeks(@Nullable LocalDate before) {
        return database
                .select(
                        ADOPTION.WEEK_DATE,
                        ADOPTION.ARM,
                        ADOPTION.DECISION_COUNT,
                        ADOPTION.SLICE_DECISION_COUNT,
                        OVERSIGHT.REVIEWED_COUNT,
                        OVERSIGHT.OVERTURNED_COUNT)
                .from(ADOPTION)
                .join(OVERSIGHT)
                .using(
                        ADOPTION.USE_CASE,
                        ADOPTION.PLAN_VERSION,
                        ADOPTION.ARM,
                        ADOPTION.WEEK_DATE,
                        ADOPTION.SEGMENT_DIMENSION,
                        ADOPTION.SEGMENT_VALUE)
                .where(ADOPTION.USE_CASE.eq(plan.getUseCase()))
                .and(ADOPTION.PLAN_VERSION.eq(plan.getPlanVersion()))
                .and(ADOPTION.SEGMENT_DIMENSION.eq(""))
                .and(before == null ? DSL.noCondition() : ADOPTION.WEEK_DATE.le(before.minusDays(7)))
                .fetch(row ->
                        new Week(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()))
                .stream()
                .sorted(Comparator.comparing(Week::monday).thenComparingInt(week -> arms.indexOf(week.arm())))
                .toList();
    }

    private List<TimeCurve> curves(Map<String, Kpi> kpis) {
        Field<Long> ended = DSL.sum(AGE_CELLS.ENDED_COUNT).cast(Long.class);
        Field<Long> open = DSL.sum(AGE_CELLS.OPEN_COUNT).cast(Long.class);
        Map<String, Map<String, NavigableMap<Long, Cases>>> byKpi = new TreeMap<>();
        for (Record5<String, String, Long, Long, Long> row : database.select(
                        AGE_CELLS.KPI, AGE_CELLS.ARM, AGE_CELLS.AGE_UNTIL_MS, ended, open)
                .from(AGE_CELLS)
                .where(AGE_CELLS.USE_CASE.eq(plan.getUseCase()))
                .and(AGE_CELLS.PLAN_VERSION.eq(plan.getPlanVersion()))
                .groupBy(AGE_CELLS.KPI, AGE_CELLS.ARM, AGE_CELLS.AGE_UNTIL_MS)) {
            byKpi.computeIfAbsent(row.value1(), kpi -> new TreeMap<>())
                    .computeIfAbsent(row.value2(), arm -> new TreeMap<>())
                    .put(row.value3(), new Cases(row.value4(), row.value5()));
        }
        List<TimeCurve> curves = new ArrayList<>();
        kpis.forEach((name, kpi) -> arms.forEach(arm -> {
            NavigableMap<Long, Cases> cases = byKpi.getOrDefault(name, Map.of()).get(arm);
            if (cases != null) {
                curves.add(curve(kpi, arm, cases));
            }
        }));
        return curves;
    }

    /** Cases by their age bin: those that ended in it, and those last seen open in it. */
    private record Cases(long ended, long open) {
        long all() {
            return ended + open;
        }
    }

    private static TimeCurve curve(Kpi kpi, String arm, NavigableMap<Long, Cases> byAge) {
        long begun = byAge.values().stream().mapToLong(Cases::all).sum();
        long atRisk = begun;
        double open = 1;
        List<TimeCurve.Step> steps = new ArrayList<>();
        for (Map.Entry<Long, Cases> bin : byAge.entrySet()) {
            Cases cases = bin.getValue();
            open *= (atRisk - cases.ended()) / (double) atRisk;
            atRisk -= cases.all();
            if (bin.getKey() <= kpi.window().toMillis()) {
                steps.add(new TimeCurve.Step(Duration.ofMillis(bin.getKey()), 1 - open));
            }
        }
        return new TimeCurve(kpi.name(), arm, kpi.window(), begun, steps);
    }

    /** The first UTC day whose decisions could still change at this moment, by the plan's lateness. */
    static LocalDate openFrom(Instant asOf, long latenessMillis) {
        return asOf.minusMillis(latenessMillis).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
