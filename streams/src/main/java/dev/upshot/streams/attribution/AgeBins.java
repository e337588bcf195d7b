package dev.upshot.streams.attribution;

import dev.upshot.stats.estimate.LogBuckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The bins in which a duration's cases are counted by age: 64, whatever the horizon, so that cells stay small and of one width. Bins grow
 * with the age, so that minutes are told apart where a week is the horizon, and integer arithmetic alone finds them, so that SQL does too.
 *
 * <p>Ages are divided by u = max(1, ⌊horizon / 1024⌋) milliseconds, rounded down, and fall into the buckets of {@link LogBuckets} with 3 bits
 * of precision: 16 bins of u each, then 8 equal bins in each further power of two up to 1024 u. So a bin is at most an eighth of its ages
 * wide, the first ends at a thousandth of the horizon, and the last edge lies within 1023 ms of the horizon.
 *
 * <p>The same counts are those of {@code stats.survival.AgeCounts} with {@link #edges()}, and those of {@code LogBuckets} of ages in u.
 */
public final class AgeBins {
    /** How many bins. */
    public static final int COUNT = 64;

    /** Bits of precision of the buckets. */
    public static final int PRECISION = 3;

    /** Stands for a case that has not ended in its view. */
    static final long NOT_ENDED = Long.MAX_VALUE;

    /** Stands for a case that is in no bin, for not even the first lies in its view. */
    static final int NOWHERE = -1;

    private static final long UNITS = 1024;

    private final long unit;

    private AgeBins(long unit) {
        this.unit = unit;
    }

    /** The bins of a duration's horizon. */
    public static AgeBins of(Duration horizon) {
        return new AgeBins(Math.max(1, horizon.toMillis() / UNITS));
    }

    /** The edges of the bins in milliseconds: 0, then rising; one more than there are bins. */
    public List<Long> edges() {
        List<Long> edges = new ArrayList<>(COUNT + 1);
        for (int bin = 0; bin <= COUNT; bin++) {
            edges.add(LogBuckets.lowest(bin, PRECISION) * unit);
        }
        return edges;
    }

    /** Width of the finest bins, the unit u, in milliseconds. */
    public long unitMillis() {
        return unit;
    }

    /**
     * Where a case is counted: with its end in a bin, from 0, if the view sees the whole bin; else open at the end of the last bin that the
     * view sees whole, 64 places further. {@link #NOWHERE} if it sees no bin whole.
     *
     * @param age from start to end, not negative, or {@link #NOT_ENDED}
     * @param followUp from the start to the end of the view, not negative
     */
    int place(long age, long followUp) {
        int followed = bin(followUp);
        int ended = bin(age);
        return ended < followed ? ended : followed == 0 ? NOWHERE : COUNT + followed - 1;
    }

    /** The bin of an age, and how many bins lie wholly below it; ages beyond the last bin have 64. */
    private int bin(long age) {
        long units = age / unit;
        return units >= UNITS ? COUNT : LogBuckets.bucketOf(units, PRECISION);
    }
}
