package dev.upshot.stats.power;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import dev.upshot.stats.sequence.CrossingProbability;
import dev.upshot.stats.sequence.FixedSample;
import dev.upshot.stats.sequence.GroupSequential;
import dev.upshot.stats.sequence.Spending;
import java.util.function.DoubleUnaryOperator;

/**
 * What alpha spending costs: power over all looks, and how many more units it takes than one look at the end.
 *
 * <p>The inflation factor R depends on error rate, spending, number of looks and power only (Jennison and Turnbull 2000, chapter 2): units
 * needed = R × units of a fixed sample.
 */
public final class GroupSequentialPower {
    /** Fine enough that rounding looks to whole units does not matter. */
    private static final long UNITS = 1_000_000_000L;

    private static final int MOST_LOOKS = 200;

    private GroupSequentialPower() {}

    /**
     * The power over equally spaced looks, the last one at the planned number of units.
     *
     * @param alpha error rate over all looks, in (0, 1)
     * @param alternative what is looked for
     * @param spending how the error rate is spent
     * @param looks how many, 1 to 200
     * @param standardErrors the effect divided by its standard error at the planned number of units, finite
     * @return in [0, 1]
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static double of(
            double alpha, Alternative alternative, Spending spending, int looks, double standardErrors) {
        if (looks < 1 || looks > MOST_LOOKS) {
            throw new IllegalArgumentException("looks must be in [1, " + MOST_LOOKS + "]: " + looks);
        }
        long[] units = new long[looks];
        for (int i = 0; i < looks; i++) {
            units[i] = UNITS * (i + 1) / looks;
        }
        return CrossingProbability.of(new GroupSequential(alpha, alternative, UNITS, spending), standardErrors, units);
    }

    /**
     * The inflation factor R: units needed divided by those of a fixed sample of the same power.
     *
     * @param alpha error rate over all looks, in (0, 1)
     * @param alternative what is looked for; for {@link Alternative#LESS} the same as for greater
     * @param spending how the error rate is spent
     * @param looks how many, 1 to 200
     * @param target the power, above alpha and below one
     * @return about one or a little more
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static double inflation(double alpha, Alternative alternative, Spending spending, int looks, double target) {
        Arguments.checkOpenUnit("target", target);
        if (target <= alpha) {
            throw new IllegalArgumentException("target must exceed alpha, " + alpha + ": " + target);
        }
        Alternative side = alternative == Alternative.LESS ? Alternative.GREATER : alternative;
        double fixed = effect(target, e -> Power.of(e, new FixedSample(alpha, side, 1).multiplier(), side));
        double sequential = effect(target, e -> of(alpha, side, spending, looks, e));
        return sequential / fixed * (sequential / fixed);
    }

    private static double effect(double target, DoubleUnaryOperator power) {
        double low = 0;
        double high = 40;
        while (high - low > 1e-6) {
            double middle = (low + high) / 2;
            if (power.applyAsDouble(middle) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
