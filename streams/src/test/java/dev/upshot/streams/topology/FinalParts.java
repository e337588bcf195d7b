package dev.upshot.streams.topology;

import dev.upshot.event.CellPartial;
import dev.upshot.event.KpiMoments;
import dev.upshot.event.RestatementPartial;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Every part of published rows that is final at a clock: heads of cells and restatements by the horizon, KPIs by their window. */
final class FinalParts {

    private FinalParts() {}

    static Map<String, Object> of(Plan plan, Map<String, SpecificRecord> rows, Instant clock) {
        Map<String, Object> parts = new HashMap<>();
        rows.forEach((key, row) -> {
            if (row instanceof CellPartial cell) {
                if (isFinal(plan, cell.getCohortDay(), plan.horizon(), clock)) {
                    parts.put(
                            key,
                            List.of(
                                    cell.getDecisions(),
                                    cell.getReviewed(),
                                    cell.getOverturned(),
                                    cell.getUnits(),
                                    cell.getMixedUnits()));
                }
                for (int k = 0; k < plan.kpis().size(); k++) {
                    Kpi kpi = plan.kpis().get(k);
                    KpiMoments moments = cell.getKpis().get(k);
                    // A cell that opens later only for another KPI is no change of this one.
                    if (isFinal(plan, cell.getCohortDay(), kpi.window(), clock)
                            && moments.getN() + moments.getOpen() > 0) {
                        parts.put(key + kpi.name(), moments);
                    }
                }
            } else if (row instanceof RestatementPartial restatement
                    && isFinal(plan, restatement.getCohortDay(), plan.horizon(), clock)) {
                parts.put(key, restatement);
            }
        });
        return parts;
    }

    private static boolean isFinal(Plan plan, LocalDate day, Duration window, Instant clock) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !clock.isBefore(end.plus(window).plus(plan.lateness()));
    }
}
