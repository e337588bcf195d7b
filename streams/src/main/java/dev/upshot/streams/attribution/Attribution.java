package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * Credits outcomes to decisions: a pure function from a journey to its credited units under one plan.
 *
 * <p>A decision counts unless another decision of the journey supersedes it. An outcome that stands is credited to
 * the counting decision it names, in every KPI that reads its name, if it occurred in the KPI's half-open window
 * {@code [decided, decided + window)}.
 */
public final class Attribution {

    private static final long DAY_MILLIS = 86_400_000L;

    private final UnitValue[] kpis;

    private Attribution(UnitValue[] kpis) {
        this.kpis = kpis;
    }

    /** Attribution as the plan says. */
    public static Attribution of(Plan plan) {
        return new Attribution(plan.kpis().stream().map(UnitValue::of).toArray(UnitValue[]::new));
    }

    /** The credited units of a journey, one per counting decision, ordered by decision id. */
    public List<CreditedUnit> credit(Journey journey) {
        if (journey.decisions().isEmpty()) {
            return List.of();
        }
        List<Outcome> outcomes = StandingOutcomes.of(journey.outcomes());
        List<CreditedUnit> units = new ArrayList<>(journey.decisions().size());
        for (Decision decision : journey.decisions()) {
            if (!isSuperseded(decision, journey.decisions())) {
                units.add(credit(decision, outcomes, journey.reviews()));
            }
        }
        return units;
    }

    private CreditedUnit credit(Decision decision, List<Outcome> outcomes, List<Review> reviews) {
        boolean[] counted = new boolean[kpis.length];
        long[] values = new long[kpis.length];
        for (int k = 0; k < kpis.length; k++) {
            UnitValue.Result result = kpis[k].evaluate(decision, outcomes);
            counted[k] = result.counts();
            values[k] = result.value();
        }
        boolean reviewed = false;
        boolean overturned = false;
        for (Review review : reviews) {
            if (review.decisionId().equals(decision.id())) {
                reviewed = true;
                overturned = review.overturned();
            }
        }
        return new CreditedUnit(
                decision.id(),
                decision.arm(),
                decision.segments(),
                cohortDay(decision.decidedAt()),
                reviewed,
                overturned,
                counted,
                values);
    }

    private static boolean isSuperseded(Decision decision, List<Decision> decisions) {
        if (decisions.size() == 1) {
            return false;
        }
        for (Decision other : decisions) {
            if (decision.id().equals(other.supersedes()) && !other.id().equals(decision.id())) {
                return true;
            }
        }
        return false;
    }

    /** UTC day of an instant in milliseconds, days since the epoch. */
    public static int cohortDay(long epochMillis) {
        return (int) Math.floorDiv(epochMillis, DAY_MILLIS);
    }
}
