package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.plan.Plan;
import java.util.ArrayList;
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
    private final Vicinity vicinity;

    private Attribution(Plan plan) {
        units = new Units(plan);
        valuation = new Valuation(plan);
        restating = new Restating(valuation, plan.kpis().size());
        health = new JoinHealth(plan, units);
        concern = new Concern(plan);
        vicinity = new Vicinity(plan);
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
        return concern.isByDecision() ? named(before, after, event) : near(before, after, event);
    }

    /** What an event changed where facts meet in a value only by the ids they name. */
    private Change named(Journey before, Journey after, JourneyEvent event) {
        Journey part = concern.part(after, event);
        boolean[] kpis = concern.kpis(part, event);
        if (event instanceof Outcome outcome && !part.isCorrected()) {
            return reported(part, outcome, part.decisions(), kpis);
        }
        Journey less = part.without(event);
        if (!(event instanceof Decision)) {
            return new Change(credit(less, kpis), credit(part, kpis));
        }
        // Where its subject's other decisions lie matters to the health of the joins alone.
        Journey decisionsBefore = before.part(before.decisions(), part.outcomes(), part.reviews());
        Journey decisionsAfter = after.part(after.decisions(), part.outcomes(), part.reviews());
        return new Change(
                credit(less, null, starts(less), decisionsBefore), credit(part, null, starts(part), decisionsAfter));
    }

    /** What an event changed where facts meet in a value by lying near one another. */
    private Change near(Journey before, Journey after, JourneyEvent event) {
        List<Decision> starts = vicinity.starts(starts(after), after, event);
        Journey part = vicinity.judging(after, event);
        boolean[] kpis = concern.kpis(part, event);
        if (event instanceof Outcome outcome && !part.isCorrected()) {
            return reported(part, outcome, starts, kpis);
        }
        List<Decision> earlier = event instanceof Decision ? vicinity.starts(starts(before), after, event) : starts;
        return new Change(
                credit(part.without(event), kpis, earlier, vicinity.counting(before, after, event)),
                credit(part, kpis, starts, vicinity.counting(after, after, event)));
    }

    /** What an outcome changed that stands beside the others: some units' values, and one more in the health. */
    private Change reported(Journey part, Outcome outcome, List<Decision> starts, boolean @Nullable [] kpis) {
        List<HealthEntry> come = List.of(health.of(outcome, part.decisions()));
        if (starts.isEmpty()) {
            return new Change(Credit.NONE, new Credit(List.of(), List.of(), come));
        }
        Valuation.Facts before = Valuation.Facts.uncorrected(part.without(outcome));
        Valuation.Facts after = Valuation.Facts.uncorrected(part);
        KpiValues[] earlier = valuation.values(before, starts, kpis);
        KpiValues[] later = valuation.values(after, starts, kpis);
        List<CreditedUnit> gone = new ArrayList<>(1);
        List<CreditedUnit> present = new ArrayList<>(1);
        for (int u = 0; u < earlier.length; u++) {
            if (!earlier[u].equals(later[u])) {
                credit(before, starts.get(u), earlier[u], gone);
                credit(after, starts.get(u), later[u], present);
            }
        }
        return new Change(new Credit(sorted(gone), List.of(), List.of()), new Credit(sorted(present), List.of(), come));
    }

    /** Everything a journey contributes. */
    public Credit credit(Journey journey) {
        return credit(journey, null);
    }

    /** What a journey contributes in some of the plan's KPIs, null for all, and the health of its joins. */
    private Credit credit(Journey journey, boolean @Nullable [] kpis) {
        return credit(journey, kpis, starts(journey), journey);
    }

    /**
     * What some units of a journey contribute, and the health of the joins.
     *
     * @param judged the facts the units are judged by
     * @param starts the units' first decisions
     * @param counted the facts whose joins are counted
     */
    @SuppressWarnings("ReferenceEquality") // the very same needs no second look
    private Credit credit(Journey judged, boolean @Nullable [] kpis, List<Decision> starts, Journey counted) {
        if (starts.isEmpty() && counted.isEmpty()) {
            return Credit.NONE;
        }
        Valuation.Facts facts = facts(judged);
        KpiValues[] values = valuation.values(facts, starts, kpis);
        List<CreditedUnit> credited = credited(facts, starts, values);
        List<Restatement> restatements = restating.of(facts, starts, values, credited);
        Valuation.Facts joined = judged == counted ? facts : facts(counted);
        return new Credit(credited, restatements, health.of(joined, units.taken(counted)));
    }

    private List<Decision> starts(Journey journey) {
        return units.starts(units.taken(journey));
    }

    static Valuation.Facts facts(Journey journey) {
        return journey.isCorrected()
                ? Valuation.Facts.of(journey, Reading.AS_IT_STANDS, Corrections.of(journey))
                : Valuation.Facts.uncorrected(journey);
    }

    private List<CreditedUnit> credited(Valuation.Facts facts, List<Decision> starts, KpiValues[] values) {
        List<CreditedUnit> credited = new ArrayList<>(starts.size());
        for (int u = 0; u < values.length; u++) {
            credit(facts, starts.get(u), values[u], credited);
        }
        return sorted(credited);
    }

    /** Credits a unit, unless it counts nowhere. */
    private void credit(Valuation.Facts facts, Decision start, KpiValues values, List<CreditedUnit> into) {
        CreditedUnit.Head head = valuation.head(facts, start);
        if (head.decisions() > 0 || !values.isEmpty()) {
            into.add(new CreditedUnit(start, head, values));
        }
    }

    private static List<CreditedUnit> sorted(List<CreditedUnit> units) {
        if (units.size() > 1) {
            Collections.sort(units);
        }
        return units;
    }

    /** UTC day of an instant in milliseconds, days since the epoch. */
    public static int cohortDay(long epochMillis) {
        return (int) Math.floorDiv(epochMillis, DAY_MILLIS);
    }
}
