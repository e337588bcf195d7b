package dev.upshot.streams.plan;

/**
 * Bounds on the state a plan may take.
 *
 * @param eventsPerJourney how many events of one subject are kept; the excess is quarantined as {@code journey_full}
 * @param segmentValues how many values a dimension may have per partition; the excess is quarantined as {@code
 *     too_many_segment_values}
 * @param cells how many cells the use case may have per partition; the excess is quarantined as {@code too_many_cells}
 */
public record Limits(int eventsPerJourney, int segmentValues, int cells) {
    /** What holds where the plan says nothing. */
    public static final Limits DEFAULT = new Limits(10_000, 1_000, 100_000);
    /** The most events per journey and values per dimension a plan may ask for. */
    public static final int MAX = 1_000_000;
    /** The most cells a plan may ask for. */
    public static final int MAX_CELLS = 10_000_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if {@code eventsPerJourney} or {@code segmentValues} is not in [1, 1,000,000] or {@code cells} not
     *     in [1, 10,000,000]
     */
    public Limits {
        check("eventsPerJourney", eventsPerJourney, MAX);
        check("segmentValues", segmentValues, MAX);
        check("cells", cells, MAX_CELLS);
    }

    private static void check(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be in [1, " + max + "]: " + value);
        }
    }
}
