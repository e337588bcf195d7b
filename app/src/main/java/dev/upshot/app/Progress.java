package dev.upshot.app;

/**
 * Hears how far a long task has come. Called often (every few thousand items) from the thread that does the work, so
 * an implementation returns at once and decides itself how seldom it tells anybody.
 */
@FunctionalInterface
public interface Progress {

    /** The total of a task whose end is not known. */
    long UNKNOWN = -1;

    /**
     * @param done how many are done; never falls while the unit is the same
     * @param total how many there are, or {@link #UNKNOWN}
     * @param unit what is counted, in the plural, for example {@code rows}
     */
    void at(long done, long total, String unit);
}
