package dev.upshot.streams.attribution;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one journey contributes to the health of the joins on one day. Immutable.
 *
 * <p>Delays are kept as logarithmic buckets, four to each power of two: a joined outcome that occurred {@code v} milliseconds after the
 * earliest decision it found lies in bucket 0 for {@code v = 0}, else in bucket {@code 4·⌊log₂ v⌋ + (next two bits of v) + 1}.
 */
public final class HealthEntry {

    /** Delays lie in the buckets from 0 to below this. */
    public static final int BUCKETS = 4 * 63 + 1;

    private final int day;
    private final int[] counts;
    private final int[] delays;

    /** Takes the arrays over; {@code delays} holds the bucket of every joined outcome, in order. */
    HealthEntry(int day, int[] counts, int[] delays) {
        this.day = day;
        this.counts = counts;
        this.delays = delays;
    }

    /** UTC day of the facts' event times, days since the epoch. */
    public int day() {
        return day;
    }

    /** How many; not negative. */
    public int count(HealthCount what) {
        return counts[what.place()];
    }

    /** How many joined outcomes have a delay. */
    public int delays() {
        return delays.length;
    }

    /** The bucket of the delay at this place, in rising order, from 0 to below {@link #BUCKETS}. */
    public int delayBucket(int place) {
        return delays[place];
    }

    /**
     * The bucket of a delay.
     *
     * @param millis the delay in milliseconds, not negative
     */
    public static int bucketOf(long millis) {
        if (millis < 1) {
            return 0;
        }
        int log = 63 - Long.numberOfLeadingZeros(millis);
        long nextBits = log >= 2 ? millis >> (log - 2) : millis << (2 - log);
        return 4 * log + (int) (nextBits & 3) + 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HealthEntry that
                && day == that.day
                && Arrays.equals(counts, that.counts)
                && Arrays.equals(delays, that.delays);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * day + Arrays.hashCode(counts)) + Arrays.hashCode(delays);
    }

    @Override
    public String toString() {
        return "day " + day + " " + Arrays.toString(counts) + " delays " + Arrays.toString(delays);
    }
}
