package dev.upshot.streams.plan.yaml;

import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Unit;
import dev.upshot.streams.plan.Weight;

/** What a plan with logged propensities must be like: one weight per unit, and values that fit beside it. */
final class WeightedPlan {
    private static final String DESIGN = "design.kind: logged_propensity";

    private WeightedPlan() {}

    static void check(Section plan, Unit unit, KpiList.Read kpis) {
        if (unit == Unit.SUBJECT) {
            plan.required("unit")
                    .problem("is subject; with " + DESIGN + " it must be decision: a propensity is that of a decision");
        }
        for (Kpi kpi : kpis.kpis()) {
            Section section = kpis.sections().get(kpi.name());
            if (section != null) {
                check(kpi, section);
            }
        }
    }

    private static void check(Kpi kpi, Section section) {
        if (!kpi.canBePart()) {
            section.required("type")
                    .problem("is " + kpi.type() + "; with " + DESIGN + " expected binary, amount, count or value");
            return;
        }
        Long cap = kpi.cap();
        if (!(kpi instanceof BinaryKpi) && (cap == null || cap > Weight.LARGEST_CAP)) {
            section.required("cap")
                    .problem((cap == null ? "is missing" : "is too large") + "; with " + DESIGN
                            + " expected a cap of at most " + Weight.LARGEST_CAP + " units of the last decimal place");
        }
    }
}
