package dev.upshot.streams.intake;

import dev.upshot.event.DecisionEvent;
import dev.upshot.streams.attribution.FixedPoint;
import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.ValueKpi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plan reads from the decisions themselves: one quantity per KPI of type value, in the plan's order. */
final class Quantities {

    private final List<ValueKpi> kpis;

    private Quantities(List<ValueKpi> kpis) {
        this.kpis = kpis;
    }

    static Quantities of(Plan plan) {
        return new Quantities(plan.kpis().stream()
                .filter(ValueKpi.class::isInstance)
                .map(ValueKpi.class::cast)
                .toList());
    }

    int count() {
        return kpis.size();
    }

    /** The first reason to refuse the decision, in the plan's order. */
    @Nullable
    Reason refuse(DecisionEvent e) {
        for (ValueKpi kpi : kpis) {
            Reason reason = refuse(kpi, e);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    /** The fixed-point quantities of a decision that was not refused. */
    List<Long> of(DecisionEvent e) {
        if (kpis.isEmpty()) {
            return List.of();
        }
        Long[] quantities = new Long[kpis.size()];
        for (int i = 0; i < quantities.length; i++) {
            Double given = given(kpis.get(i), e);
            quantities[i] = given == null
                    ? Decision.NOT_GIVEN
                    : FixedPoint.of(given, kpis.get(i).scale());
        }
        return List.of(quantities);
    }

    private static @Nullable Reason refuse(ValueKpi kpi, DecisionEvent e) {
        Double given = given(kpi, e);
        if (given == null) {
            return null;
        }
        boolean cost = kpi.quantity() == ValueKpi.Quantity.COST;
        if (cost && !e.getCost().getCurrency().equals(kpi.currency())) {
            return Reason.CURRENCY_MISMATCH;
        }
        if (!FixedPoint.isInRange(given, kpi.scale())) {
            return Reason.OUT_OF_RANGE;
        }
        return cost && !FixedPoint.fits(given, kpi.scale()) ? Reason.BAD_SCALE : null;
    }

    private static @Nullable Double given(ValueKpi kpi, DecisionEvent e) {
        return switch (kpi.quantity()) {
            case SCORE -> e.getScore();
            case COST -> e.getCost() == null ? null : (Double) e.getCost().getAmount();
            case COVARIATE -> e.getCovariates().get(kpi.covariate());
        };
    }
}
