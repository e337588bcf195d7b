package dev.upshot.streams.journey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one subject under one plan: the set of distinct accepted facts. Two facts with one id are two;
 * which of them holds is for attribution to judge.
 *
 * <p>Immutable. Each list is in one total order that begins with event time, and of the kinds that {@code List.of} makes:
 * attribution goes through them element by element, and the compiler inlines access to two kinds of lists, not to three.
 * {@code with} is idempotent, commutative and associative; it returns this very journey when the fact adds nothing, so
 * that callers may skip their write.
 */
public final class Journey {

    /** The journey of a subject nobody has heard of. */
    public static final Journey EMPTY = new Journey(List.of(), List.of(), List.of(), false);

    private final List<Decision> decisions;
    private final List<Outcome> outcomes;
    private final List<Review> reviews;
    private final boolean corrected;

    /** Takes the lists as they are: unmodifiable and in order; {@code corrected} as {@link #isCorrected} says. */
    Journey(List<Decision> decisions, List<Outcome> outcomes, List<Review> reviews, boolean corrected) {
        this.decisions = decisions;
        this.outcomes = outcomes;
        this.reviews = reviews;
        this.corrected = corrected;
    }

    /** Accepted decisions, in their order. */
    public List<Decision> decisions() {
        return decisions;
    }

    /** Accepted outcomes, in their order. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** Accepted reviews, in their order. */
    public List<Review> reviews() {
        return reviews;
    }

    /**
     * Whether any fact bears on another: a second fact of one id, an amending or a cancelled outcome, a decision that supersedes. Where
     * nothing does, every fact holds in every view.
     */
    public boolean isCorrected() {
        return corrected;
    }

    /** Number of facts. */
    public int size() {
        return decisions.size() + outcomes.size() + reviews.size();
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** This journey and the fact. */
    public Journey with(JourneyEvent event) {
        if (event instanceof Decision decision) {
            int at = Collections.binarySearch(decisions, decision);
            return at >= 0
                    ? this
                    : new Journey(
                            inserted(decisions, at, decision),
                            outcomes,
                            reviews,
                            corrected || corrects(decision, decisions, decisions.size()));
        }
        if (event instanceof Outcome outcome) {
            int at = Collections.binarySearch(outcomes, outcome);
            return at >= 0
                    ? this
                    : new Journey(
                            decisions,
                            inserted(outcomes, at, outcome),
                            reviews,
                            corrected || corrects(outcome, outcomes, outcomes.size()));
        }
        Review review = (Review) event;
        int at = Collections.binarySearch(reviews, review);
        return at >= 0 ? this : new Journey(decisions, outcomes, inserted(reviews, at, review), corrected);
    }

    /** The facts from an event time on, milliseconds since the epoch; this very journey if that is all. */
    public Journey from(long time) {
        return between(time, Long.MAX_VALUE);
    }

    /** The facts with an event time in {@code [from, until)}, milliseconds since the epoch; this very journey if all. */
    public Journey between(long from, long until) {
        return isBetween(decisions, from, until) && isBetween(outcomes, from, until) && isBetween(reviews, from, until)
                ? this
                : part(cut(decisions, from, until), cut(outcomes, from, until), cut(reviews, from, until));
    }

    /** Without a fact of this journey. */
    public Journey without(JourneyEvent event) {
        if (event instanceof Decision decision) {
            return part(removed(decisions, decision), outcomes, reviews);
        }
        return event instanceof Outcome outcome
                ? part(decisions, removed(outcomes, outcome), reviews)
                : part(decisions, outcomes, removed(reviews, (Review) event));
    }

    /** A journey of some of these facts, in their order. */
    public Journey part(List<Decision> decisions, List<Outcome> outcomes, List<Review> reviews) {
        return new Journey(decisions, outcomes, reviews, corrected && anyCorrects(decisions, outcomes));
    }

    private static boolean anyCorrects(List<Decision> decisions, List<Outcome> outcomes) {
        for (int i = 0; i < decisions.size(); i++) {
            if (corrects(decisions.get(i), decisions, i)) {
                return true;
            }
        }
        for (int i = 0; i < outcomes.size(); i++) {
            if (corrects(outcomes.get(i), outcomes, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBetween(List<? extends JourneyEvent> facts, long from, long until) {
        return facts.isEmpty()
                || (facts.get(0).at() >= from && facts.get(facts.size() - 1).at() < until);
    }

    private static <T extends JourneyEvent> List<T> cut(List<T> facts, long from, long until) {
        return isBetween(facts, from, until)
                ? facts
                : facts.stream()
                        .filter(fact -> fact.at() >= from && fact.at() < until)
                        .toList();
    }

    /** Whether a decision bears on another, or on one of the first so many. */
    private static boolean corrects(Decision added, List<Decision> decisions, int among) {
        if (added.supersedesAnother()) {
            return true;
        }
        for (int i = 0; i < among; i++) {
            if (decisions.get(i).id().equals(added.id())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an outcome bears on another, or on one of the first so many. */
    private static boolean corrects(Outcome added, List<Outcome> outcomes, int among) {
        if (added.amendsAnother() || added.isCancelled()) {
            return true;
        }
        for (int i = 0; i < among; i++) {
            if (outcomes.get(i).id().equals(added.id())) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Comparable<T>> List<T> removed(List<T> sorted, T element) {
        List<T> rest = new ArrayList<>(sorted);
        rest.remove(Collections.binarySearch(sorted, element));
        return List.copyOf(rest);
    }

    /** A copy with the element where the search said it belongs. */
    private static <T> List<T> inserted(List<T> sorted, int found, T element) {
        if (sorted.isEmpty()) {
            return List.of(element);
        }
        List<T> copy = new ArrayList<>(sorted.size() + 1);
        copy.addAll(sorted);
        copy.add(-(found + 1), element);
        return List.copyOf(copy);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Journey that
                && decisions.equals(that.decisions)
                && outcomes.equals(that.outcomes)
                && reviews.equals(that.reviews);
    }

    @Override
    public int hashCode() {
        return Objects.hash(decisions, outcomes, reviews);
    }

    @Override
    public String toString() {
        return "Journey" + decisions + outcomes + reviews;
    }
}
