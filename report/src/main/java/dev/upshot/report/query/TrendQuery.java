package dev.upshot.report.query;

import static dev.upshot.sink.jooq.outcome.Tables.CELL_PARTIALS;
import static dev.upshot.sink.jooq.outcome.Tables.KPI_PARTIALS;

import dev.upshot.report.card.Kpi;
import dev.upshot.report.card.KpiType;
import dev.upshot.report.card.TimeCurve;
import dev.upshot.report.card.Trends;
import dev.upshot.report.card.Week;
import dev.upshot.sink.jooq.outcome.tables.records.PlanVersionsRecord;
import dev.upshot.stats.estimate.LogBuckets;
import dev.upshot.stats.survival.AgeCounts;
import dev.upshot.stats.survival.SurvivalCurve;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads how one card went along: weeks of adoption and oversight, and how long cases take. */
final class TrendQuery {
    private static final int AGE_PRECISION = 3;
    private static final long AGE_UNITS = 1024;

    private final DSLContext database;
    private final PlanVersionsRecord plan;
    private final List<String> arms;

    /** The arms in the order of the card. */
    TrendQuery(DSLContext database, PlanVersionsRecord plan, List<String> arms) {
        this.database = database;
        this.plan = plan;
        this.arms = arms;
    }

    /** Weeks of closed days, and the curves of these KPIs' closed cohorts. */
    Trends trends(Map<String, Kpi> kpis, Closed closed) {
        return new Trends(weeks(closed.decisionsBefore()), curves(kpis, closed));
    }

    private List<Week> weeks(@Nullable LocalDate before) {
        Field<LocalDate> monday =
                DSL.field("date_trunc({0}, {1})::date", LocalDate.class, DSL.inline("week"), CELL_PARTIALS.COHORT_DATE);
        Field<Long> decisions = DSL.sum(CELL_PARTIALS.DECISION_COUNT).cast(SQLDataType.BIGINT);
        Map<LocalDate, Long> all = new HashMap<>();
        var rows = database.select(
                        monday,
                        CELL_PARTIALS.ARM,
                        decisions,
                        DSL.sum(CELL_PARTIALS.REVIEWED_COUNT).cast(SQLDataType.BIGINT),
                        DSL.sum(CELL_PARTIALS.OVERTURNED_COUNT).cast(SQLDataType.BIGINT))
                .from(CELL_PARTIALS)
                .where(CELL_PARTIALS.USE_CASE.eq(plan.getUseCase()))
                .and(CELL_PARTIALS.PLAN_VERSION.eq(plan.getPlanVersion()))
                .and(before == null ? DSL.noCondition() : monday.le(before.minusDays(7)))
                .groupBy(monday, CELL_PARTIALS.ARM)
                .having(decisions.gt(0L))
                .fetch();
        rows.forEach(row -> all.merge(row.value1(), row.value3(), Long::sum));
        return rows.stream()
                .map(row -> new Week(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        all.getOrDefault(row.value1(), 0L),
                        row.value4(),
                        row.value5()))
                .sorted(Comparator.comparing(Week::monday).thenComparingInt(week -> arms.indexOf(week.arm())))
                .toList();
    }

    /** Of the cohort days that were closed for their KPI, if we look back: their cases cannot change any more. */
    private List<TimeCurve> curves(Map<String, Kpi> kpis, Closed closed) {
        List<String> durations = kpis.values().stream()
                .filter(kpi -> kpi.type() == KpiType.DURATION)
                .map(Kpi::name)
                .toList();
        Table<?> ages = DSL.table(
                        "unnest({0}, {1}) with ordinality", KPI_PARTIALS.AGE_ENDED_COUNTS, KPI_PARTIALS.AGE_OPEN_COUNTS)
                .as("ages", "ended", "open", "bin");
        Field<Long> ended = DSL.field(DSL.name("ages", "ended"), SQLDataType.BIGINT);
        Field<Long> open = DSL.field(DSL.name("ages", "open"), SQLDataType.BIGINT);
        Field<Integer> bin =
                DSL.field(DSL.name("ages", "bin"), SQLDataType.BIGINT).cast(SQLDataType.INTEGER);
        Map<Slot, NavigableMap<Integer, Cases>> bySlot = new HashMap<>();
        for (Record5<String, String, Integer, Long, Long> row : database.select(
                        KPI_PARTIALS.KPI,
                        KPI_PARTIALS.ARM,
                        bin,
                        DSL.sum(ended).cast(SQLDataType.BIGINT),
                        DSL.sum(open).cast(SQLDataType.BIGINT))
                .from(KPI_PARTIALS)
                .crossJoin(DSL.lateral(ages))
                .where(KPI_PARTIALS.USE_CASE.eq(plan.getUseCase()))
                .and(KPI_PARTIALS.PLAN_VERSION.eq(plan.getPlanVersion()))
                .and(KPI_PARTIALS.KPI.in(durations))
                .and(ended.ne(0L).or(open.ne(0L)))
                .and(closed.of(KPI_PARTIALS.KPI, KPI_PARTIALS.COHORT_DATE))
                .groupBy(KPI_PARTIALS.KPI, KPI_PARTIALS.ARM, bin)) {
            bySlot.computeIfAbsent(new Slot(row.value1(), row.value2()), slot -> new TreeMap<>())
                    .put(row.value3(), new Cases(row.value4(), row.value5()));
        }
        List<TimeCurve> curves = new ArrayList<>();
        kpis.forEach((name, kpi) -> arms.forEach(arm -> {
            NavigableMap<Integer, Cases> cases = bySlot.get(new Slot(name, arm));
            if (cases != null) {
                curves.add(curve(kpi, arm, cases));
            }
        }));
        return curves;
    }

    /** What a curve is of. */
    private record Slot(String kpi, String arm) {}

    /** Cases by their age bin: those that ended in it, and those last seen open in it. */
    private record Cases(long ended, long open) {}

    private static TimeCurve curve(Kpi kpi, String arm, NavigableMap<Integer, Cases> byBin) {
        List<Long> edges = new ArrayList<>(List.of(0L));
        byBin.keySet().forEach(bin -> edges.add(untilMillis(bin, kpi)));
        AgeCounts counts = new AgeCounts(
                edges,
                byBin.values().stream().map(Cases::ended).toList(),
                byBin.values().stream().map(Cases::open).toList());
        SurvivalCurve curve = SurvivalCurve.of(counts).orElseThrow();
        List<TimeCurve.Step> steps = new ArrayList<>();
        for (int bin = 0; bin < curve.knownBins(); bin++) {
            if (edges.get(bin + 1) <= kpi.window().toMillis()) {
                steps.add(new TimeCurve.Step(Duration.ofMillis(edges.get(bin + 1)), 1 - curve.survival(bin)));
            }
        }
        return new TimeCurve(kpi.name(), arm, kpi.window(), curve.n(), steps);
    }

    /** Where a bin of ages ends, from 1 on: as {@code outcome.age_cells} has it. */
    private static long untilMillis(int bin, Kpi kpi) {
        return LogBuckets.lowest(bin, AGE_PRECISION) * Math.max(1, kpi.window().toMillis() / AGE_UNITS);
    }
}
