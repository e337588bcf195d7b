package dev.upshot.stats.survival;

import dev.upshot.stats.Arguments;
import java.util.Arrays;
import java.util.List;

/** Counts units by age one at a time, in place and without allocation. Not safe for use by several threads. */
public final class AgeCounter {
    private final List<Long> edgeList;
    private final long[] edges;
    private final long[] events;
    private final long[] open;

    private AgeCounter(List<Long> edges) {
        AgeCounts.checkEdges(edges);
        this.edgeList = List.copyOf(edges);
        this.edges = edges.stream().mapToLong(Long::longValue).toArray();
        this.events = new long[this.edges.length - 1];
        this.open = new long[this.edges.length - 1];
    }

    /**
     * An empty counter.
     *
     * @param edges of the bins: 0, then rising
     * @return zeros
     * @throws IllegalArgumentException if {@code edges} do not start at 0 and rise
     */
    public static AgeCounter create(List<Long> edges) {
        return new AgeCounter(edges);
    }

    /**
     * Adds a unit whose event has been seen.
     *
     * @param eventAge age at the event, at least 0
     * @param followUp age up to which the unit could have been followed, at least 0
     * @throws IllegalArgumentException if an age is negative
     */
    public void add(long eventAge, long followUp) {
        count(eventAge, followUp, 1);
    }

    /**
     * Adds a unit without an event so far.
     *
     * @param followUp age up to which the unit has been followed, at least 0
     * @throws IllegalArgumentException if the age is negative
     */
    public void add(long followUp) {
        count(Long.MAX_VALUE, followUp, 1);
    }

    /**
     * Takes a unit away that was added with the same ages.
     *
     * @param eventAge age at the event, at least 0
     * @param followUp age up to which the unit could have been followed, at least 0
     * @throws IllegalArgumentException if an age is negative
     */
    public void remove(long eventAge, long followUp) {
        count(eventAge, followUp, -1);
    }

    /**
     * Takes a unit without an event away that was added with the same age.
     *
     * @param followUp age up to which the unit has been followed, at least 0
     * @throws IllegalArgumentException if the age is negative
     */
    public void remove(long followUp) {
        count(Long.MAX_VALUE, followUp, -1);
    }

    /**
     * The counts so far.
     *
     * @return an unchanging copy
     */
    public AgeCounts counts() {
        return new AgeCounts(
                edgeList,
                Arrays.stream(events).boxed().toList(),
                Arrays.stream(open).boxed().toList());
    }

    private void count(long eventAge, long followUp, long by) {
        Arguments.checkCount("eventAge", eventAge, 0);
        Arguments.checkCount("followUp", followUp, 0);
        int followed = edgesWithin(followUp);
        int bin = edgesWithin(eventAge);
        if (followed == 0) {
            return;
        }
        if (bin < followed) {
            events[bin] += by;
        } else {
            open[followed - 1] += by;
        }
    }

    /** How many edges after the first lie at or below an age: the bin of the age, and the number of bins wholly before it. */
    private int edgesWithin(long age) {
        int found = Arrays.binarySearch(edges, age);
        return found >= 0 ? found : -found - 2;
    }
}
