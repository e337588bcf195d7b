package dev.upshot.app.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a perfect measurement of the simulated history would find, under the plan's own definitions.
 *
 * @param kpis one for each KPI of the plan whose truth is known, in its order: not for scores and covariates of
 *     decisions, their cost where a unit is a subject, times up to or from a review or from another outcome
 */
public record Truth(List<KpiTruth> kpis) {

    public Truth {
        kpis = List.copyOf(kpis);
    }

    /**
     * @throws IllegalArgumentException if the plan has no such KPI
     */
    public KpiTruth kpi(String name) {
        return kpis.stream()
                .filter(kpi -> kpi.kpi().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no KPI " + name));
    }

    /**
     * The truth about one KPI.
     *
     * @param kpi its name
     * @param unit of mean and absolute lift: {@code share}, a currency or nothing, {@code s}
     * @param arms one for each arm of the plan, the baseline first
     */
    public record KpiTruth(String kpi, String unit, List<ArmTruth> arms) {

        public KpiTruth {
            arms = List.copyOf(arms);
        }

        /**
         * @throws IllegalArgumentException if the plan has no such arm
         */
        public ArmTruth arm(String name) {
            return arms.stream()
                    .filter(arm -> arm.arm().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no arm " + name));
        }
    }

    /**
     * The truth about one KPI in one arm.
     *
     * @param mean the expected value of a counted unit
     * @param absolute mean less the baseline's mean; 0 for the baseline
     * @param relative absolute divided by the size of the baseline's mean; null where that is 0
     */
    public record ArmTruth(
            String arm,
            double mean,
            double absolute,
            @Nullable Double relative) {}
}
