package dev.upshot.report.query;

import dev.upshot.report.card.Kpi;
import dev.upshot.sink.jooq.outcome.tables.records.PlanVersionsRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which cohort days of a plan were closed at a moment, by KPI: what is counted of them was the same then as now. Looking
 * at now, all days count.
 */
final class Closed {
    private final @Nullable Instant moment;
    private final PlanVersionsRecord plan;
    private final Map<String, Kpi> kpis;

    /** At this moment; null: now. */
    Closed(@Nullable Instant moment, PlanVersionsRecord plan, Map<String, Kpi> kpis) {
        this.moment = moment;
        this.plan = plan;
        this.kpis = kpis;
    }

    /** Days of a table's rows; an empty KPI in them is all KPIs together. */
    Condition of(Field<String> kpi, Field<LocalDate> cohortDay) {
        if (moment == null) {
            return DSL.noCondition();
        }
        Condition closed = kpi.eq("").and(cohortDay.lt(before("", moment)));
        for (String name : kpis.keySet()) {
            closed = closed.or(kpi.eq(name).and(cohortDay.lt(before(name, moment))));
        }
        return closed;
    }

    /** Whether the state of something that was last read at the close of this day (null: never) is that of the moment. */
    boolean tells(String kpi, @Nullable LocalDate lastRead) {
        return moment == null || lastRead == null || lastRead.isBefore(before(kpi, moment));
    }

    /**
     * Decisions of days before this one were closed, with their reviews and corrections, which may come as long as the plan's longest
     * window is open; null: no such day, we look at now.
     */
    @Nullable
    LocalDate decisionsBefore() {
        return moment == null ? null : before("", moment);
    }

    private LocalDate before(String kpi, Instant then) {
        Kpi known = kpis.get(kpi);
        return firstOpen(then, known == null ? Duration.ofMillis(plan.getHorizonMs()) : known.window());
    }

    private LocalDate firstOpen(Instant then, Duration window) {
        return then.minus(window)
                .minusMillis(plan.getLatenessMs())
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
    }
}
