package dev.upshot.streams.attribution;

/**
 * Amounts as integers of the plan's smallest unit.
 *
 * <p>A double fits a scale s if it is the double nearest to some decimal {@code r · 10^-s} with at most fifteen digits:
 * {@code r = rint(value · 10^s)} and {@code r / 10^s == value}. The division of two exact doubles is correctly rounded,
 * so the test is exact and allocates nothing; fifteen digits always survive the way through a double.
 */
public final class FixedPoint {

    /** Largest magnitude of a fixed-point value: fifteen digits. */
    public static final long LARGEST = 999_999_999_999_999L;

    /** Largest scale. */
    public static final int LARGEST_SCALE = 9;

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private FixedPoint() {}

    /** Whether the value is within range at this scale, whatever its decimals. */
    public static boolean isInRange(double value, int scale) {
        return Math.abs(Math.rint(value * POWERS[scale])) <= LARGEST;
    }

    /** Whether the value has no more decimals than the scale. */
    public static boolean fits(double value, int scale) {
        return Math.rint(value * POWERS[scale]) / POWERS[scale] == value;
    }

    /** The fixed-point integer of a value that is in range and fits. */
    public static long of(double value, int scale) {
        return (long) Math.rint(value * POWERS[scale]);
    }
}
