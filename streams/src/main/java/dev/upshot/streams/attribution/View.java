package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What holds of a journey's facts from an event time on and before another, as if there were no others.
 *
 * <p>Of several facts of one decision id the smallest holds; a decision that another one supersedes does not count. Of several facts of one
 * outcome id the greatest holds; an outcome that another one of its name amends does not stand, of several that amend the same one only the
 * greatest does; a cancelled one never stands.
 *
 * @param decisions decisions that count, in their order
 * @param outcomes outcomes that stand, in no order
 * @param reviews reviews; the caller looks at their time
 */
record View(List<Decision> decisions, List<Outcome> outcomes, List<Review> reviews) {

    /** What holds where no fact bears on another. */
    static View ofUncorrected(Journey journey) {
        return new View(journey.decisions(), journey.outcomes(), journey.reviews());
    }

    /** What holds of the facts with event times in {@code [from, until)} as a reading takes them. */
    static View of(Journey journey, long from, long until, Reading reading) {
        return new View(
                decisions(journey.decisions(), from, until, reading),
                outcomes(journey.outcomes(), from, until, reading),
                journey.reviews());
    }

    private static List<Decision> decisions(List<Decision> facts, long from, long until, Reading reading) {
        Map<String, Decision> holding = new LinkedHashMap<>();
        Set<String> superseded = new HashSet<>();
        for (Decision fact : facts) {
            boolean inside = fact.decidedAt() >= from && fact.decidedAt() < until;
            // The facts are in order, so the first one of an id is the smallest.
            if (inside && holding.putIfAbsent(fact.id(), fact) == null && fact.supersedesAnother()) {
                superseded.add(String.valueOf(fact.supersedes()));
            }
        }
        List<Decision> counting = new ArrayList<>(holding.size());
        for (Decision decision : holding.values()) {
            boolean counts = reading == Reading.AS_IT_STANDS
                    ? !superseded.contains(decision.id())
                    : !decision.supersedesAnother();
            if (counts) {
                counting.add(decision);
            }
        }
        return counting;
    }

    private static List<Outcome> outcomes(List<Outcome> facts, long from, long until, Reading reading) {
        Map<String, Outcome> holding = new HashMap<>();
        for (Outcome fact : facts) {
            if (fact.occurredAt() >= from && fact.occurredAt() < until && isTakenIn(fact, reading)) {
                holding.merge(fact.id(), fact, (one, two) -> holds(two, one, reading) ? two : one);
            }
        }
        return standing(holding.values());
    }

    private static boolean isTakenIn(Outcome fact, Reading reading) {
        return switch (reading) {
            case AS_REPORTED -> !fact.isCancelled() && !fact.amendsAnother();
            case AMENDED -> !fact.isCancelled();
            case CANCELLED, AS_IT_STANDS -> true;
        };
    }

    private static boolean holds(Outcome one, Outcome over, Reading reading) {
        int order = one.compareVersions(over);
        return reading == Reading.AS_REPORTED ? order < 0 : order > 0;
    }

    private static List<Outcome> standing(Collection<Outcome> outcomes) {
        Map<Correction, Outcome> corrections = new HashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.amendsAnother()) {
                corrections.merge(Correction.by(outcome), outcome, (one, two) -> two.correctsOver(one) ? two : one);
            }
        }
        List<Outcome> standing = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            boolean replaced = corrections.containsKey(new Correction(outcome.id(), outcome.name()));
            boolean loses = outcome.amendsAnother() && !outcome.equals(corrections.get(Correction.by(outcome)));
            if (!outcome.isCancelled() && !replaced && !loses) {
                standing.add(outcome);
            }
        }
        return standing;
    }

    /** What is corrected: an outcome's id, and the name the correction must share. */
    private record Correction(String outcomeId, String name) {
        static Correction by(Outcome outcome) {
            return new Correction(String.valueOf(outcome.amends()), outcome.name());
        }
    }
}
