package dev.upshot.streams.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that one plan knows of a decision id: whose decisions bear it, and which events without a subject name it. An event
 * belongs to every subject with a decision in whose longest window it happened. That is a statement about the two sets, so
 * neither order nor repetition matters. Immutable.
 *
 * @param bearers the decisions, each once
 * @param seekers the events, kept as long as a decision may still come that they belong to
 */
public record NamedDecision(List<Bearer> bearers, List<Seeker> seekers) {

    /** Nothing is known. */
    public static final NamedDecision EMPTY = new NamedDecision(List.of(), List.of());

    /**
     * A decision with the id.
     *
     * @param subject whose it is
     * @param decidedAt event time, milliseconds since the epoch
     */
    public record Bearer(String subject, long decidedAt) {

        boolean matches(long at, long horizon) {
            return decidedAt <= at && at - decidedAt < horizon;
        }
    }

    /**
     * An event that names the id and no subject.
     *
     * @param at event time, milliseconds since the epoch
     * @param shipment the event
     */
    public record Seeker(long at, Shipment shipment) {}

    /** Copies the lists. */
    public NamedDecision {
        bearers = List.copyOf(bearers);
        seekers = List.copyOf(seekers);
    }

    /** How many decisions and events there are. */
    public int size() {
        return bearers.size() + seekers.size();
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** With one more decision; the very same if it is known. */
    public NamedDecision with(Bearer bearer) {
        if (bearers.contains(bearer)) {
            return this;
        }
        List<Bearer> more = new ArrayList<>(bearers);
        more.add(bearer);
        return new NamedDecision(more, seekers);
    }

    /** With one more event. */
    public NamedDecision with(Seeker seeker) {
        List<Seeker> more = new ArrayList<>(seekers);
        more.add(seeker);
        return new NamedDecision(bearers, more);
    }

    /**
     * The subjects an event belongs to.
     *
     * @param horizon the longest window of the plan, milliseconds
     */
    public Set<String> subjects(long at, long horizon) {
        Set<String> subjects = new LinkedHashSet<>();
        for (Bearer bearer : bearers) {
            if (bearer.matches(at, horizon)) {
                subjects.add(bearer.subject());
            }
        }
        return subjects;
    }

    /** The events that belong to a decision's subject by that decision, and did not by those known here. */
    public List<Seeker> joinedBy(Bearer bearer, long horizon) {
        return seekers.stream()
                .filter(seeker -> bearer.matches(seeker.at(), horizon))
                .filter(seeker -> !subjects(seeker.at(), horizon).contains(bearer.subject()))
                .toList();
    }

    /** The events that belong to nobody and, at this time, never will: no decision so old is taken any more. */
    public List<Seeker> lost(long oldest, long horizon) {
        return seekers.stream()
                .filter(seeker -> seeker.at() < oldest)
                .filter(seeker -> subjects(seeker.at(), horizon).isEmpty())
                .toList();
    }

    /**
     * What is left when nothing that happened before a time is taken any more.
     *
     * @param oldest the earliest event time that is still taken, milliseconds since the epoch
     * @param horizon the longest window of the plan, milliseconds
     */
    public NamedDecision prune(long oldest, long horizon) {
        return new NamedDecision(
                bearers.stream()
                        .filter(bearer -> bearer.decidedAt() + horizon > oldest)
                        .toList(),
                seekers.stream().filter(seeker -> seeker.at() >= oldest).toList());
    }
}
