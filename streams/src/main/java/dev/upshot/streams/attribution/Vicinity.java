package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Unit;
import java.util.List;

/**
 * What an event can change by its time, where facts of one subject meet in a value without naming one another.
 *
 * <p>A unit is judged by what happened from one horizon before its start up to, at most, one after it. So an event changes
 * units alone that start within one horizon of it, and these are judged by what happened within two.
 */
final class Vicinity {

    private final boolean bySubject;
    private final long horizon;

    Vicinity(Plan plan) {
        bySubject = plan.unit() == Unit.SUBJECT;
        horizon = plan.horizon().toMillis();
    }

    /**
     * Which of a journey's units an event can change.
     *
     * @param starts the first decisions of all, in their order
     * @param after the journey with the event
     */
    List<Decision> starts(List<Decision> starts, Journey after, JourneyEvent event) {
        int from = Units.firstFrom(starts, event.at() - horizon + 1);
        int until = movesStarts(event) ? starts.size() : Units.firstFrom(starts, event.at() + horizon + 1);
        if (event instanceof Decision decision && isNoTouchYet(decision, after)) {
            from = Units.firstFrom(starts, decision.decidedAt());
            until = Units.firstFrom(starts, decision.decidedAt() + 1);
        }
        return until - from == starts.size() ? starts : List.copyOf(starts.subList(from, until));
    }

    /** Whether an uncorrected decision is a unit, before which lie all outcomes there are: others share nothing with it. */
    private boolean isNoTouchYet(Decision decision, Journey after) {
        List<Outcome> outcomes = after.outcomes();
        return !bySubject
                && !after.isCorrected()
                && (outcomes.isEmpty() || outcomes.get(outcomes.size() - 1).occurredAt() < decision.decidedAt());
    }

    /** Whether an event can move the beginnings of all later episodes. */
    private boolean movesStarts(JourneyEvent event) {
        return bySubject && event instanceof Decision;
    }

    /** The facts by which the units that an event can change are judged. */
    Journey judging(Journey journey, JourneyEvent event) {
        long until = movesStarts(event) ? Long.MAX_VALUE : event.at() + 2 * horizon + 1;
        return journey.between(event.at() - 2 * horizon, until);
    }

    /**
     * The facts whose part in the health of the joins an event can change, and those that theirs depends on.
     *
     * @param journey the journey with the event or without
     * @param after the journey with the event
     */
    Journey counting(Journey journey, Journey after, JourneyEvent event) {
        if (event instanceof Decision decision) {
            // Whether an outcome is the first of its id depends on those of one horizon before it.
            long from = decision.decidedAt() - (after.isCorrected() ? horizon : 0);
            Journey touched = journey.between(from, decision.decidedAt() + horizon);
            return journey.part(journey.decisions(), touched.outcomes(), List.of());
        }
        if (event instanceof Outcome outcome) {
            List<Outcome> versions = journey.outcomes().stream()
                    .filter(other -> other.id().equals(outcome.id()))
                    .toList();
            return journey.part(journey.decisions(), versions, List.of());
        }
        List<Review> itself = journey.reviews().stream().filter(event::equals).toList();
        return journey.part(List.of(), List.of(), itself);
    }
}
