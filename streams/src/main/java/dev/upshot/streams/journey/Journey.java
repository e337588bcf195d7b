package dev.upshot.streams.journey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * All that is known of one subject under one plan: accepted events, one per id, each list ordered by id.
 *
 * <p>Immutable. {@code with} is idempotent, commutative and associative; it returns this very journey when the event
 * adds nothing, so that callers may skip their write.
 *
 * @param decisions accepted decisions, by id
 * @param outcomes accepted outcomes, by id
 * @param reviews reviewed decisions, by decision id
 */
public record Journey(List<Decision> decisions, List<Outcome> outcomes, List<Review> reviews) {

    /** The journey of a subject nobody has heard of. */
    public static final Journey EMPTY = new Journey(List.of(), List.of(), List.of());

    /** Number of events kept. */
    public int size() {
        return decisions.size() + outcomes.size() + reviews.size();
    }

    /** This journey and the event. */
    public Journey with(JourneyEvent event) {
        if (event instanceof Decision decision) {
            return with(decision);
        }
        return event instanceof Outcome outcome ? with(outcome) : with((Review) event);
    }

    private Journey with(Decision decision) {
        int at = find(decisions, Decision::id, decision.id());
        if (at >= 0 && !decision.holdsOver(decisions.get(at))) {
            return this;
        }
        return new Journey(put(decisions, at, decision), outcomes, reviews);
    }

    private Journey with(Outcome outcome) {
        int at = find(outcomes, Outcome::id, outcome.id());
        if (at >= 0 && !outcome.holdsOver(outcomes.get(at))) {
            return this;
        }
        return new Journey(decisions, put(outcomes, at, outcome), reviews);
    }

    private Journey with(Review review) {
        int at = find(reviews, Review::decisionId, review.decisionId());
        if (at >= 0 && (reviews.get(at).overturned() || !review.overturned())) {
            return this;
        }
        return new Journey(decisions, outcomes, put(reviews, at, review));
    }

    private static <T> int find(List<T> sorted, Function<T, String> id, String wanted) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = id.apply(sorted.get(middle)).compareTo(wanted);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -(low + 1);
    }

    /** A copy with the element set where {@code at} found it, or inserted where it did not. */
    private static <T> List<T> put(List<T> sorted, int at, T element) {
        if (sorted.isEmpty()) {
            return List.of(element);
        }
        List<T> copy = new ArrayList<>(sorted.size() + 1);
        copy.addAll(sorted);
        if (at >= 0) {
            copy.set(at, element);
        } else {
            copy.add(-(at + 1), element);
        }
        return Collections.unmodifiableList(copy);
    }
}
