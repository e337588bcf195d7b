package dev.upshot.stats.survival;

import dev.upshot.stats.Arguments;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongBinaryOperator;

/**
 * How many units had their event at which age, and up to which age the others were followed.
 *
 * <p>Ages are whole numbers of one unit of time, for example ms, cut into bins [edge<sub>k</sub>, edge<sub>k+1</sub>) that begin at 0. Every
 * unit is in one place: with its event in bin k, or <em>open</em> at the end of bin k, where its follow-up ends. Follow-up is counted in whole
 * bins: a unit that can be followed only into the middle of a bin counts as open at the bin's beginning, even if its event came just then;
 * else events that happen to come early would be seen and their equals not. What can be followed is a matter of the clock (watermark − start),
 * not of the event.
 *
 * <p>Counts form a group: added and taken away in any order with the same result, and negative in an increment that takes units away.
 *
 * @param edges of the bins: 0, then rising; one more than there are bins
 * @param events units with their event in bin k
 * @param open units followed to the end of bin k without an event
 */
public record AgeCounts(List<Long> edges, List<Long> events, List<Long> open) {

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if {@code edges} do not start at 0 and rise, or the lists do not fit each other
     */
    public AgeCounts {
        edges = List.copyOf(edges);
        events = List.copyOf(events);
        open = List.copyOf(open);
        checkEdges(edges);
        checkSize("events", events, edges.size() - 1);
        checkSize("open", open, edges.size() - 1);
    }

    /**
     * No unit at all, the neutral element.
     *
     * @param edges of the bins: 0, then rising
     * @return zeros
     * @throws IllegalArgumentException if {@code edges} do not start at 0 and rise
     */
    public static AgeCounts zero(List<Long> edges) {
        checkEdges(edges);
        List<Long> zeros = Collections.nCopies(edges.size() - 1, 0L);
        return new AgeCounts(edges, zeros, zeros);
    }

    /**
     * Units that started together and have all been followed equally long, as the decisions of one day whose youngest is so old.
     *
     * @param edges of the bins: 0, then rising
     * @param starts number of units
     * @param events how many of them had their event in bin k; those of bins not wholly followed are not used
     * @param followUp age up to which every one of them has been followed
     * @return the events of the bins wholly followed, and all other units open at the end of the last of these; no unit at all if not even
     *     the first bin has been followed
     * @throws IllegalArgumentException if a count is negative, the lists do not fit or there are more events than units
     */
    public static AgeCounts cohort(List<Long> edges, long starts, List<Long> events, long followUp) {
        checkEdges(edges);
        checkSize("events", events, edges.size() - 1);
        Arguments.checkCount("starts", starts, 0);
        int followed = binsWithin(edges, followUp);
        if (followed == 0) {
            return zero(edges);
        }
        List<Long> seen = new ArrayList<>(Collections.nCopies(events.size(), 0L));
        List<Long> open = new ArrayList<>(seen);
        long left = starts;
        for (int bin = 0; bin < followed; bin++) {
            Arguments.checkCount("events", events.get(bin), 0);
            seen.set(bin, events.get(bin));
            left -= events.get(bin);
        }
        Arguments.checkCount("starts minus events", left, 0);
        open.set(followed - 1, left);
        return new AgeCounts(edges, seen, open);
    }

    /**
     * The same units, followed no longer than to an age.
     *
     * @param age up to which every unit's follow-up counts, in whole bins
     * @return the events of the bins wholly within the age; units open in one of these as they are, all others open at the end of the last
     *     of them; no unit at all if not even the first bin lies within
     */
    public AgeCounts followedFor(long age) {
        int followed = binsWithin(edges, age);
        if (followed == events.size()) {
            return this;
        }
        List<Long> seen = new ArrayList<>(Collections.nCopies(events.size(), 0L));
        List<Long> censored = new ArrayList<>(seen);
        long later = 0;
        for (int bin = events.size() - 1; bin >= 0; bin--) {
            if (bin >= followed) {
                later = Math.addExact(later, Math.addExact(events.get(bin), open.get(bin)));
            } else {
                seen.set(bin, events.get(bin));
                censored.set(bin, Math.addExact(open.get(bin), bin == followed - 1 ? later : 0));
            }
        }
        return new AgeCounts(edges, seen, censored);
    }

    /**
     * Adds the units of both.
     *
     * @param other counts of the same bins
     * @return the sums
     * @throws IllegalArgumentException if the bins differ
     */
    public AgeCounts plus(AgeCounts other) {
        return combine(other, Math::addExact);
    }

    /**
     * Takes the units of the other away.
     *
     * @param other counts of the same bins
     * @return the differences
     * @throws IllegalArgumentException if the bins differ
     */
    public AgeCounts minus(AgeCounts other) {
        return combine(other, Math::subtractExact);
    }

    /**
     * All units.
     *
     * @return events and open ones; negative in an increment that takes units away
     */
    public long n() {
        long sum = 0;
        for (int bin = 0; bin < events.size(); bin++) {
            sum = Math.addExact(sum, Math.addExact(events.get(bin), open.get(bin)));
        }
        return sum;
    }

    /** How many bins from the first are wholly within an age. */
    static int binsWithin(List<Long> edges, long age) {
        int bins = 0;
        while (bins < edges.size() - 1 && edges.get(bins + 1) <= age) {
            bins++;
        }
        return bins;
    }

    /** Refuses increments: a curve needs counts of units that exist. */
    void checkSample(String name) {
        for (int bin = 0; bin < events.size(); bin++) {
            Arguments.checkCount(name + " events", events.get(bin), 0);
            Arguments.checkCount(name + " open", open.get(bin), 0);
        }
    }

    void checkSameEdges(String name, AgeCounts other) {
        if (!edges.equals(other.edges)) {
            throw new IllegalArgumentException(name + " must have the edges " + edges + ": " + other.edges);
        }
    }

    private AgeCounts combine(AgeCounts other, LongBinaryOperator with) {
        checkSameEdges("other", other);
        List<Long> bothEvents = new ArrayList<>(events.size());
        List<Long> bothOpen = new ArrayList<>(open.size());
        for (int bin = 0; bin < events.size(); bin++) {
            bothEvents.add(with.applyAsLong(events.get(bin), other.events.get(bin)));
            bothOpen.add(with.applyAsLong(open.get(bin), other.open.get(bin)));
        }
        return new AgeCounts(edges, bothEvents, bothOpen);
    }

    static void checkEdges(List<Long> edges) {
        Arguments.checkCount("number of edges", edges.size(), 2);
        if (edges.get(0) != 0) {
            throw new IllegalArgumentException("edges must start at 0: " + edges.get(0));
        }
        for (int i = 1; i < edges.size(); i++) {
            if (edges.get(i) <= edges.get(i - 1)) {
                throw new IllegalArgumentException("edges must rise: " + edges.get(i - 1) + ", " + edges.get(i));
            }
        }
    }

    private static void checkSize(String name, List<Long> list, int wanted) {
        if (list.size() != wanted) {
            throw new IllegalArgumentException(name + " must have " + wanted + " bins: " + list.size());
        }
    }
}
