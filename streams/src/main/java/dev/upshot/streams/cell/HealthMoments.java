package dev.upshot.streams.cell;

import dev.upshot.streams.attribution.HealthCount;
import dev.upshot.streams.attribution.HealthEntry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The health of the joins on one day, as bytes: the value in the store {@code health}.
 *
 * <pre>
 * duplicate records                    8 bytes
 * per HealthCount, in its order        8 bytes each
 * per delay bucket, from 0             8 bytes each; buckets above the highest one used are left out
 * </pre>
 *
 * All big-endian two's complement. Written by the measuring task with every event; never deleted.
 */
public final class HealthMoments {

    private static final HealthCount[] COUNTS = HealthCount.values();
    private static final int DELAYS = 8 + 8 * COUNTS.length;

    private HealthMoments() {}

    /** These counts, or none, with room for another journey's delays: the same array if it has. */
    public static byte[] withRoom(byte @Nullable [] moments, HealthEntry roomFor) {
        int highest = roomFor.delays() == 0 ? -1 : roomFor.delayBucket(roomFor.delays() - 1);
        int length = DELAYS + 8 * (highest + 1);
        if (moments == null) {
            return new byte[length];
        }
        return moments.length >= length ? moments : Arrays.copyOf(moments, length);
    }

    /** These counts, or none, and one record more that repeated a known fact, in place. */
    public static byte[] withDuplicate(byte @Nullable [] moments) {
        byte[] result = moments == null ? new byte[DELAYS] : moments;
        ExactIntegers.add(result, 0, 1);
        return result;
    }

    /** Adds what a journey contributes, in place; with {@code sign} −1 takes it away again. There must be room. */
    public static void add(byte[] moments, HealthEntry entry, int sign) {
        for (HealthCount what : COUNTS) {
            ExactIntegers.add(moments, at(what), (long) sign * entry.count(what));
        }
        for (int i = 0; i < entry.delays(); i++) {
            ExactIntegers.add(moments, DELAYS + 8 * entry.delayBucket(i), sign);
        }
    }

    /** Records that repeated a known fact. */
    public static long duplicates(byte[] moments) {
        return ExactIntegers.get(moments, 0);
    }

    /** A count of the day. */
    public static long count(byte[] moments, HealthCount what) {
        return ExactIntegers.get(moments, at(what));
    }

    /** Delay buckets there is room for, from 0 to below this. */
    public static int buckets(byte[] moments) {
        return (moments.length - DELAYS) / 8;
    }

    /** Joined outcomes whose delay lies in this bucket. */
    public static long delayed(byte[] moments, int bucket) {
        return ExactIntegers.get(moments, DELAYS + 8 * bucket);
    }

    private static int at(HealthCount what) {
        return 8 + 8 * what.place();
    }
}
