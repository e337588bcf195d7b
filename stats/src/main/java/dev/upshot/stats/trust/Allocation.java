package dev.upshot.stats.trust;

import dev.upshot.stats.Arguments;
import java.util.Arrays;

/** Planned shares of arms, in an order the caller chooses: each in [0, 1], together one. Immutable. */
public final class Allocation {
    private static final double TOLERANCE = 1e-9;

    private final double[] shares;

    private Allocation(double[] shares) {
        this.shares = shares;
    }

    /**
     * An allocation.
     *
     * @param shares one per arm, at least one arm; an arm may have the share zero
     * @return the allocation
     * @throws IllegalArgumentException if a share is not in [0, 1] or they do not sum to one within 10<sup>-9</sup>
     */
    public static Allocation of(double... shares) {
        double sum = 0;
        for (double share : shares) {
            Arguments.checkClosedUnit("allocation", share);
            sum += share;
        }
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException("allocation must sum to 1: " + Arrays.toString(shares));
        }
        return new Allocation(shares.clone());
    }

    /**
     * The shares that arms had in an earlier stage, to which a later stage is compared where no shares were planned: of the units decided,
     * how many per arm could be joined or have matured. Such counts are spread less than the tests expect, so they alarm too seldom.
     *
     * @param units units per arm in the earlier stage, each 0 to 2<sup>53</sup>, not all zero
     * @return the allocation
     * @throws IllegalArgumentException if a count is outside its range or all are zero
     */
    public static Allocation observed(long... units) {
        double total = total(units);
        if (total == 0) {
            throw new IllegalArgumentException("units must not all be zero");
        }
        return new Allocation(
                Arrays.stream(units).mapToDouble(n -> (double) n / total).toArray());
    }

    /**
     * How many arms there are.
     *
     * @return at least one
     */
    public int arms() {
        return shares.length;
    }

    /**
     * One arm's share.
     *
     * @param arm index from zero
     * @return in [0, 1]
     */
    public double share(int arm) {
        return shares[arm];
    }

    static double total(long[] units) {
        double total = 0;
        for (long n : units) {
            Arguments.checkUnits("units", n, 0);
            total += (double) n;
        }
        return total;
    }

    /** The greatest |observed / expected − 1| over arms with a share; counts may cover the first arms only. */
    double deviation(long[] units) {
        double total = total(units);
        double planned = plannedOf(units.length);
        double deviation = 0;
        for (int arm = 0; arm < units.length && total > 0; arm++) {
            if (shares[arm] > 0) {
                deviation = Math.max(deviation, Math.abs((double) units[arm] / (total * shares[arm] / planned) - 1));
            }
        }
        return deviation;
    }

    /** The sum of the first shares. */
    double plannedOf(int arms) {
        double planned = 0;
        for (int arm = 0; arm < arms; arm++) {
            planned += shares[arm];
        }
        return planned;
    }

    void checkCounts(long[] units) {
        if (units.length > shares.length) {
            throw new IllegalArgumentException(
                    "units must have at most " + shares.length + " arms, as the allocation: " + units.length);
        }
    }
}
