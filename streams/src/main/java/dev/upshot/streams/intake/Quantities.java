package dev.upshot.streams.intake;

import dev.upshot.event.DecisionEvent;
import dev.upshot.streams.attribution.FixedPoint;
import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.plan.Covariate;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.ValueKpi;
import dev.upshot.streams.plan.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plan reads from the decisions themselves: one quantity per KPI of type value, in the plan's order, then the
 * covariates that KPIs are adjusted by, as {@link Plan#adjustments} lists them, and the {@link Weight} of a logged
 * propensity.
 */
final class Quantities {

    private final List<Quantity> quantities;
    private final boolean isWeighted;

    private Quantities(List<Quantity> quantities, boolean isWeighted) {
        this.quantities = quantities;
        this.isWeighted = isWeighted;
    }

    static Quantities of(Plan plan) {
        List<Quantity> quantities = new ArrayList<>();
        plan.kpis().stream()
                .filter(ValueKpi.class::isInstance)
                .map(ValueKpi.class::cast)
                .forEach(kpi -> quantities.add(Quantity.of(kpi)));
        plan.adjustments().forEach(covariate -> quantities.add(Quantity.of(covariate)));
        return new Quantities(List.copyOf(quantities), plan.weightPlace() >= 0);
    }

    int count() {
        return quantities.size() + (isWeighted ? 1 : 0);
    }

    /** The first reason to refuse the decision, in the order of the quantities. */
    @Nullable
    Reason refuse(DecisionEvent e) {
        if (isWeighted && e.getPropensity() == null) {
            return Reason.NO_PROPENSITY;
        }
        for (Quantity quantity : quantities) {
            Reason reason = quantity.refuse(e);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    /** The fixed-point quantities of a decision that was not refused. */
    List<Long> of(DecisionEvent e) {
        Long[] given = new Long[count()];
        if (given.length == 0) {
            return List.of();
        }
        for (int i = 0; i < quantities.size(); i++) {
            given[i] = quantities.get(i).of(e);
        }
        if (isWeighted) {
            given[given.length - 1] = Weight.of(e.getPropensity());
        }
        return List.of(given);
    }

    /**
     * One of them.
     *
     * @param what where it stands in the event
     * @param covariate its name there, empty for the other kinds
     * @param scale decimal places that are kept; a cost with more is refused, others are rounded
     * @param currency what a cost is in; null for the other kinds
     */
    private record Quantity(
            ValueKpi.Quantity what,
            String covariate,
            int scale,
            @Nullable String currency) {

        static Quantity of(ValueKpi kpi) {
            return new Quantity(kpi.quantity(), kpi.covariate(), kpi.scale(), kpi.currency());
        }

        static Quantity of(Covariate covariate) {
            return new Quantity(ValueKpi.Quantity.COVARIATE, covariate.name(), covariate.scale(), null);
        }

        @Nullable
        Reason refuse(DecisionEvent e) {
            Double given = given(e);
            if (given == null) {
                return null;
            }
            if (currency != null && !Objects.equals(e.getCost().getCurrency(), currency)) {
                return Reason.CURRENCY_MISMATCH;
            }
            if (!FixedPoint.isInRange(given, scale)) {
                return Reason.OUT_OF_RANGE;
            }
            return currency != null && !FixedPoint.fits(given, scale) ? Reason.BAD_SCALE : null;
        }

        long of(DecisionEvent e) {
            Double given = given(e);
            return given == null ? Decision.NOT_GIVEN : FixedPoint.of(given, scale);
        }

        private @Nullable Double given(DecisionEvent e) {
            return switch (what) {
                case SCORE -> e.getScore();
                case COST -> e.getCost() == null ? null : (Double) e.getCost().getAmount();
                case COVARIATE -> e.getCovariates().get(covariate);
            };
        }
    }
}
