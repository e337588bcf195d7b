package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credits outcomes to decisions: a pure function from a journey to everything it contributes under one plan.
 * {@code docs/attribution.md} says by what rules.
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
     * What an event changed. Only {@code after − before} means anything: each side leaves out some of what both have.
     *
     * @param before the journey without the event
     * @param after the journey with it
     * @param event the event
     */
    @SuppressWarnings("ReferenceEquality") // an event that is known already makes no other journey
    public Change change(Journey before, Journey after, JourneyEvent event) {
        if (after == before) {
            return new Change(Credit.NONE, Credit.NONE);
        }
        if (!concern.isByDecision()) {
            return new Change(credit(before), credit(after));
        }
        Journey part = concern.part(after, event);
        boolean[] kpis = concern.kpis(part, event);
        if (event instanceof Outcome outcome && !part.isCorrected()) {
            return reported(part, outcome, kpis);
        }
        Journey less = part.without(event);
        if (!(event instanceof Decision)) {
            return new Change(credit(less, kpis), credit(part, kpis));
        }
        // Where its subject's other decisions lie matters to the health of the joins alone.
        Journey decisionsBefore = before.part(before.decisions(), part.outcomes(), part.reviews());
        Journey decisionsAfter = after.part(after.decisions(), part.outcomes(), part.reviews());
        return new Change(credit(less, null, decisionsBefore), credit(part, null, decisionsAfter));
    }

    /** What an outcome changed that stands beside its decision's others: units' values, and one more in the health. */
    private Change reported(Journey part, Outcome outcome, boolean @Nullable [] kpis) {
        List<Decision> starts = part.decisions();
        List<HealthEntry> come = List.of(health.of(outcome, starts));
        if (starts.isEmpty()) {
            return new Change(Credit.NONE, new Credit(List.of(), List.of(), come));
        }
        Valuation.Facts before = Valuation.Facts.uncorrected(part.without(outcome));
        Valuation.Facts after = Valuation.Facts.uncorrected(part);
        KpiValues[] earlier = valuation.values(before, starts, kpis);
        KpiValues[] later = valuation.values(after, starts, kpis);
        return Arrays.equals(earlier, later)
                ? new Change(Credit.NONE, new Credit(List.of(), List.of(), come))
                : new Change(
                        new Credit(credited(before, starts, earlier), List.of(), List.of()),
                        new Credit(credited(after, starts, later), List.of(), come));
    }

    /** Everything a journey contributes. */
    public Credit credit(Journey journey) {
        return credit(journey, null);
    }

    /** What a journey contributes in some of the plan's KPIs, null for all, and the health of its joins. */
    private Credit credit(Journey journey, boolean @Nullable [] kpis) {
        return credit(journey, kpis, journey);
    }

    /** What a journey contributes, and the health of the joins in another, wider one. */
    @SuppressWarnings("ReferenceEquality") // the very same needs no second look
    private Credit credit(Journey journey, boolean @Nullable [] kpis, Journey wider) {
        if (wider.isEmpty()) {
            return Credit.NONE;
        }
        Valuation.Facts facts = facts(journey);
        List<Decision> taken = units.taken(journey);
        List<Decision> starts = units.starts(taken);
        KpiValues[] values = valuation.values(facts, starts, kpis);
        List<CreditedUnit> credited = credited(facts, starts, values);
        List<Restatement> restatements = restating.of(facts, starts, values, credited);
        return journey == wider
                ? new Credit(credited, restatements, health.of(facts, taken))
                : new Credit(credited, restatements, health.of(facts(wider), units.taken(wider)));
    }

    private static Valuation.Facts facts(Journey journey) {
        return journey.isCorrected()
                ? Valuation.Facts.of(journey, Reading.AS_IT_STANDS, Corrections.of(journey))
                : Valuation.Facts.uncorrected(journey);
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
