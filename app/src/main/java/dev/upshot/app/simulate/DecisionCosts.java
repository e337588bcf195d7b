package dev.upshot.app.simulate;

import dev.upshot.event.Cost;
import dev.upshot.streams.attribution.FixedPoint;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.ValueKpi;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the decisions themselves cost, where the plan looks at it: then each of them carries its cost.
 *
 * @param perArm in the smallest unit of {@code scale}
 * @param scale decimals that every KPI of the plan can read
 * @param currency of all of them
 */
record DecisionCosts(List<Levels> perArm, int scale, String currency) {

    private static final long TYPICAL = 8;
    private static final double SIGMA = 0.5;

    private static final double BELOW_CAP = 4;

    /**
     * Null where no KPI reads costs.
     *
     * @throws CannotSimulateException if they are read in two currencies: a decision has one cost
     */
    static @Nullable DecisionCosts of(Plan plan) {
        List<ValueKpi> values = plan.kpis().stream()
                .filter(ValueKpi.class::isInstance)
                .map(ValueKpi.class::cast)
                .toList();
        List<ValueKpi> readers = values.stream().filter(DecisionCosts::isCost).toList();
        if (readers.isEmpty()) {
            return null;
        }
        ValueKpi first = readers.get(0);
        String currency = Objects.requireNonNull(first.currency());
        if (!readers.stream().allMatch(kpi -> currency.equals(kpi.currency()))) {
            throw new CannotSimulateException(
                    plan.id()
                            + " reads the cost of decisions in two currencies, and a decision has one; simulate a plan that reads one");
        }
        int scale = readers.stream().mapToInt(ValueKpi::scale).min().orElseThrow();
        double median = OutcomeProcesses.median(TYPICAL, readers, scale, BELOW_CAP);
        long most = FixedPoint.LARGEST
                / OutcomeProcess.power(
                        readers.stream().mapToInt(ValueKpi::scale).max().orElseThrow() - scale);
        List<Levels> perArm = IntStream.range(0, plan.arms().size())
                .mapToDouble(arm -> median * Effect.factor(first, values.indexOf(first), arm))
                .mapToObj(typical -> Levels.logNormal(typical, SIGMA, 0, most))
                .toList();
        return new DecisionCosts(perArm, scale, currency);
    }

    static boolean isCost(ValueKpi kpi) {
        return kpi.quantity() == ValueKpi.Quantity.COST;
    }

    Cost draw(int arm, Draws draws) {
        return new Cost((double) perArm.get(arm).draw(draws) / (double) OutcomeProcess.power(scale), currency);
    }

    /** The expected cost of a decision as the KPI sees it, in major units. */
    double mean(ValueKpi kpi, int arm) {
        long finer = OutcomeProcess.power(kpi.scale() - scale);
        Long cap = kpi.cap();
        long most = cap == null ? Long.MAX_VALUE : cap;
        return perArm.get(arm)
                .mean(level -> Math.min(most, level * finer))
                .movePointLeft(kpi.scale())
                .round(MathContext.DECIMAL64)
                .doubleValue();
    }
}
