package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import java.util.HashMap;
import java.util.Map;

/**
 * Which corrections a journey holds, and the event times between which they lie: a view that covers all of them holds the same facts as the
 * whole journey does.
 */
final class Corrections {
    private boolean amend;
    private boolean cancel;
    private boolean supersede;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private Corrections() {}

    static Corrections of(Journey journey) {
        Corrections corrections = new Corrections();
        Map<String, Outcome> outcomes = new HashMap<>();
        for (Outcome outcome : journey.outcomes()) {
            Outcome version = outcomes.put(outcome.id(), outcome);
            if (version != null || outcome.amendsAnother()) {
                corrections.amend = true;
                corrections.include(outcome);
            }
            if (version != null) {
                corrections.include(version);
            }
            if (outcome.isCancelled()) {
                corrections.cancel = true;
                corrections.include(outcome);
            }
        }
        Map<String, Decision> decisions = new HashMap<>();
        for (Decision decision : journey.decisions()) {
            Decision version = decisions.put(decision.id(), decision);
            if (version != null) {
                corrections.include(version);
                corrections.include(decision);
            }
            if (decision.supersedesAnother()) {
                corrections.supersede = true;
                corrections.include(decision);
            }
        }
        return corrections;
    }

    /** Whether a reading differs from the one before it. */
    boolean matterTo(Reading reading) {
        return switch (reading) {
            case AS_REPORTED -> true;
            case AMENDED -> amend;
            case CANCELLED -> cancel;
            case AS_IT_STANDS -> supersede;
        };
    }

    /** Whether all of them lie in {@code [from, until)}. */
    boolean areWithin(long from, long until) {
        return first >= from && last < until;
    }

    private void include(JourneyEvent fact) {
        first = Math.min(first, fact.at());
        last = Math.max(last, fact.at());
    }
}
