package dev.upshot.app.simulate;

import dev.upshot.streams.plan.Better;
import dev.upshot.streams.plan.Kpi;

/** How much a candidate changes a KPI. */
final class Effect {

    /** The first candidate does best, the second helps less, the third does harm, the fourth does nothing, and so on. */
    private static final double[] STRENGTHS = {1.0, 0.4, -0.5, 0.0, 0.7, -0.2};

    private Effect() {}

    /**
     * The factor on the baseline's level: by default +15 % for binary KPIs, +8 % for amounts and −40 % for durations and costs,
     * less for each further KPI of the type, turned so that the first candidate is better in the plan's sense.
     *
     * @param ordinal the KPI's place among those of its type, from 0
     * @param arm the arm's place, 0 for the baseline
     */
    static double factor(Kpi kpi, int ordinal, int arm) {
        if (arm == 0) {
            return 1;
        }
        double size = switch (kpi.type()) {
            case "binary" -> 0.15;
            case "amount" -> 0.08;
            default -> 0.40;
        };
        double sign = kpi.better() == Better.HIGHER ? 1 : -1;
        return 1 + sign * size / (1 + ordinal) * STRENGTHS[(arm - 1) % STRENGTHS.length];
    }
}
