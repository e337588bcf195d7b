package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger says of single decisions: a pure function from a journey to one entry per decision, and from two journeys to the entries that
 * an event changed. An entry holds exactly those outcomes that went into the value of the decision's unit, as {@link Attribution} finds them.
 */
public final class DecisionLedger {

    private final Units units;
    private final Valuation valuation;
    private final Concern concern;
    private final Vicinity vicinity;
    private final boolean bySubject;
    private final long horizon;

    private DecisionLedger(Plan plan) {
        units = new Units(plan);
        valuation = new Valuation(plan);
        concern = new Concern(plan);
        vicinity = new Vicinity(plan);
        bySubject = plan.unit() == Unit.SUBJECT;
        horizon = plan.horizon().toMillis();
    }

    /** The ledger of a plan that keeps one. */
    public static DecisionLedger of(Plan plan) {
        return new DecisionLedger(plan);
    }

    /**
     * The entries that an event changed.
     *
     * @param before the journey without the event
     * @param after the journey with it
     * @param event the event
     */
    public List<EntryChange> changes(Journey before, Journey after, JourneyEvent event) {
        if (concern.isByDecision()) {
            Journey part = Connected.to(event, after);
            Journey less = part.without(event);
            return between(entries(less, starts(less)), entries(part, starts(part)));
        }
        Journey part = vicinity.judging(after, event);
        List<Decision> earlier = vicinity.starts(starts(before), after, event);
        List<Decision> later = vicinity.starts(starts(after), after, event);
        return between(entries(part.without(event), earlier), entries(part, later));
    }

    /** The entries of all decisions of a journey, by unit. */
    public List<DecisionEntry> entries(Journey journey) {
        return List.copyOf(entries(journey, starts(journey)).values());
    }

    private List<Decision> starts(Journey journey) {
        return units.starts(units.taken(journey));
    }

    private static List<EntryChange> between(
            Map<DecisionEntry.Key, DecisionEntry> before, Map<DecisionEntry.Key, DecisionEntry> after) {
        List<EntryChange> changes = new ArrayList<>(2);
        before.forEach((key, entry) -> {
            if (!after.containsKey(key)) {
                changes.add(new EntryChange(entry, true));
            }
        });
        after.forEach((key, entry) -> {
            if (!entry.equals(before.get(key))) {
                changes.add(new EntryChange(entry, false));
            }
        });
        return changes;
    }

    /** The entries of some units, known by their first decisions. */
    private Map<DecisionEntry.Key, DecisionEntry> entries(Journey journey, List<Decision> starts) {
        Valuation.Facts facts = Attribution.facts(journey);
        List<Decision> taken = units.taken(journey);
        Map<DecisionEntry.Key, DecisionEntry> entries = new LinkedHashMap<>();
        for (Decision start : starts) {
            Map<Decision, List<OutcomeCredit>> credits = new LinkedHashMap<>();
            own(start, taken).forEach(decision -> credits.put(decision, new ArrayList<>(2)));
            List<Decision> counting = valuation.counting(facts, start);
            counting.forEach(decision -> credits.putIfAbsent(decision, new ArrayList<>(2)));
            valuation.trace(
                    facts,
                    start,
                    (decision, credit) -> credits.computeIfAbsent(decision, any -> new ArrayList<>(2))
                            .add(credit));
            credits.forEach((decision, credited) -> {
                DecisionEntry entry = entry(decision, start, counting.contains(decision), credited, journey);
                entries.put(entry.key(), entry);
            });
        }
        return entries;
    }

    /** The decisions taken that a unit spans, replaced or not. */
    private List<Decision> own(Decision start, List<Decision> taken) {
        return bySubject
                ? taken.subList(
                        Units.firstFrom(taken, start.decidedAt()), Units.firstFrom(taken, start.decidedAt() + horizon))
                : List.of(start);
    }

    private DecisionEntry entry(
            Decision decision, Decision start, boolean counts, List<OutcomeCredit> credited, Journey journey) {
        int reviews = 0;
        boolean overturned = false;
        @Nullable Review latest = null;
        for (Review review : journey.reviews()) {
            // As far as the head of the unit looks.
            if (review.reviewedAt() >= start.decidedAt() - horizon
                    && review.reviewedAt() < start.decidedAt() + horizon
                    && review.decisionId().equals(decision.id())) {
                reviews++;
                overturned |= review.overturned();
                latest = review;
            }
        }
        Collections.sort(credited);
        return new DecisionEntry(decision, start, counts, reviews, overturned, latest, List.copyOf(credited));
    }
}
