package dev.upshot.streams.plan;

/**
 * Bounds on the state one subject may take.
 *
 * @param eventsPerJourney how many events of one subject are kept; the excess is quarantined as {@code journey_full}
 */
public record Limits(int eventsPerJourney) {
    /** What holds where the plan says nothing. */
    static final int DEFAULT_EVENTS_PER_JOURNEY = 10_000;
    /** The most a plan may ask for. */
    static final int MAX_EVENTS_PER_JOURNEY = 1_000_000;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code eventsPerJourney} is not in [1, 1,000,000]
     */
    public Limits {
        if (eventsPerJourney < 1 || eventsPerJourney > MAX_EVENTS_PER_JOURNEY) {
            throw new IllegalArgumentException("eventsPerJourney must be in [1, 1000000]: " + eventsPerJourney);
        }
    }
}
