package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credits outcomes to decisions: a pure function from a journey to everything it contributes under one plan. {@code docs/attribution.md} says
 * by what rules.
 */
public final class Attribution {

    private static final long DAY_MILLIS = 86_400_000L;

    private final Units units;
    private final Valuation valuation;
    private final Restating restating;
    private final JoinHealth health;
    private final Concern concern;

    private Attribution(Plan plan) {
        units = new Units(plan);
        valuation = new Valuation(plan);
        restating = new Restating(valuation, plan.kpis().size());
        health = new JoinHealth(plan, units);
        concern = new Concern(plan);
    }

    /** Attribution as the plan says. */
    public static Attribution of(Plan plan) {
        return new Attribution(plan);
    }

    /**
     * What an event changed.
     *
     * @param before the journey without the event
     * @param after the journey with it
     * @param event the event
     */
    public Change change(Journey before, Journey after, JourneyEvent event) {
        if (!concern.isPart(after)) {
            return new Change(credit(before), credit(after));
        }
        boolean[] kpis = concern.kpis(event);
        return concern.isSmall(after)
                ? new Change(credit(before, kpis), credit(after, kpis))
                : new Change(credit(concern.part(before, event), kpis), credit(concern.part(after, event), kpis));
    }

    /** Everything a journey contributes. */
    public Credit credit(Journey journey) {
        return credit(journey, null);
    }

    /** What a journey contributes in some of the plan's KPIs, null for all; health is always that of the whole. */
    private Credit credit(Journey journey, boolean @Nullable [] kpis) {
        if (journey.isEmpty()) {
            return Credit.NONE;
        }
        List<Decision> taken = units.taken(journey);
        List<Decision> starts = units.starts(taken);
        Corrections corrections = journey.isCorrected() ? Corrections.of(journey) : null;
        Valuation.Facts facts = corrections == null
                ? Valuation.Facts.uncorrected(journey)
                : Valuation.Facts.of(journey, Reading.AS_IT_STANDS, corrections);
        KpiValues[] values = valuation.values(facts, starts, kpis);
        List<CreditedUnit> credited = credited(facts, starts, values);
        return new Credit(credited, restating.of(facts, starts, values, credited), health.of(facts, taken));
    }

    private List<CreditedUnit> credited(Valuation.Facts facts, List<Decision> starts, KpiValues[] values) {
        List<CreditedUnit> credited = new ArrayList<>(starts.size());
        for (int u = 0; u < values.length; u++) {
            CreditedUnit.Head head = valuation.head(facts, starts.get(u));
            if (head.decisions() > 0 || !values[u].isEmpty()) {
                credited.add(new CreditedUnit(starts.get(u), head, values[u]));
            }
        }
        if (credited.size() > 1) {
            Collections.sort(credited);
        }
        return credited;
    }

    /** UTC day of an instant in milliseconds, days since the epoch. */
    public static int cohortDay(long epochMillis) {
        return (int) Math.floorDiv(epochMillis, DAY_MILLIS);
    }
}
