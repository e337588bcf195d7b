package dev.upshot.streams.plan;

/**
 * What a unit weighs in a design with logged propensities: one over the chance with which its arm was taken, kept with four decimal places.
 *
 * <p>Propensities below 1/10,000 weigh as that: a weight has at most nine digits and a capped value at most eight, so a sum of squares of
 * weight times value stays within 128 bits for more than 10⁸ units. Cutting weights makes the variance finite at the price of a small bias
 * towards the units that are common; the effective sample size tells how much hangs on few units.
 */
public final class Weight {
    /** Decimal places. */
    public static final int SCALE = 4;

    /** The largest weight, fixed-point. */
    public static final long LARGEST = 100_000_000;

    /** The largest cap of a KPI that is weighted, fixed-point. */
    public static final long LARGEST_CAP = 10_000_000;

    private static final double ONE = 10_000;

    private Weight() {}

    /** The fixed-point weight of a propensity in (0, 1]: 1 / propensity, rounded half to even. */
    public static long of(double propensity) {
        return (long) Math.min((double) LARGEST, Math.rint(ONE / propensity));
    }
}
