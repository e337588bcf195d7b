package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.Durations;
import dev.upshot.streams.plan.FixedPointRange;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.NetKpi;
import dev.upshot.streams.plan.Unit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a plan with net values must be like, so that what is added belongs together. */
final class NetPlan {
    private NetPlan() {}

    static void check(Unit unit, KpiList.Read kpis) {
        for (Kpi kpi : kpis.kpis()) {
            Section section = kpis.sections().get(kpi.name());
            if (kpi instanceof NetKpi net && section != null) {
                check(unit, net, section.required("parts"));
            }
        }
    }

    private static void check(Unit unit, NetKpi net, Field parts) {
        if (net.reach() > FixedPointRange.MAX) {
            parts.problem("can come to more than fifteen digits with its " + net.scale()
                    + " decimal places; expected prices or KPIs with fewer places, or lower caps");
        }
        List<Duration> windows =
                net.parts().stream().map(Kpi::window).distinct().toList();
        if (unit == Unit.SUBJECT && windows.size() > 1) {
            parts.problem("have different windows ("
                    + windows.stream().map(Durations::format).collect(Collectors.joining(", "))
                    + "); with unit: subject expected one, else gains of some decisions meet costs of others");
        }
    }
}
