package dev.upshot.stats.power;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import dev.upshot.stats.sequence.ConfidenceSequence;
import dev.upshot.stats.sequence.FixedSample;
import dev.upshot.stats.sequence.Spending;
import java.util.OptionalLong;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How many units of both arms together it takes to see an effect with the power asked for.
 *
 * <p>For an absolute effect D with candidate share s it is \( N = \left(\frac{v_a}{1 - s} + \frac{v_b}{s}\right) \frac{(c +
 * z_{power})^2}{D^2} \); for a relative one the least N whose {@link Power#ofLift} reaches the target, by bisection.
 *
 * <p>An effect that would take more than 2<sup>53</sup> units, or is zero, has no number.
 */
public final class SampleSize {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final long MOST = 1L << 53;
    /** Any number of units: at the number planned the multiplier of a confidence sequence does not depend on it. */
    private static final long ANY = 1L << 40;

    private SampleSize() {}

    /**
     * For an absolute difference at one look.
     *
     * @param baselineVariance of one unit, finite and ≥ 0
     * @param candidateVariance of one unit, finite and ≥ 0
     * @param candidateShare the candidate's share of units, in (0, 1)
     * @param effect the absolute difference to see, finite; its sign does not count
     * @param multiplier the clock's, above zero, possibly infinite
     * @param target the power, in (0, 1)
     * @return units of both arms together, at least two; empty if the effect is zero or out of reach
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static OptionalLong forDifference(
            double baselineVariance,
            double candidateVariance,
            double candidateShare,
            double effect,
            double multiplier,
            double target) {
        Arguments.checkNotNegative("baselineVariance", baselineVariance);
        Arguments.checkNotNegative("candidateVariance", candidateVariance);
        Arguments.checkOpenUnit("candidateShare", candidateShare);
        Arguments.checkFinite("effect", effect);
        Arguments.checkPositive("multiplier", multiplier);
        Arguments.checkOpenUnit("target", target);
        double perUnit = baselineVariance / (1 - candidateShare) + candidateVariance / candidateShare;
        double z = (multiplier + NORMAL.inverseCumulativeProbability(target)) / Math.abs(effect);
        double units = Math.ceil(perUnit * z * z);
        return units <= MOST ? OptionalLong.of(Math.max(2, (long) units)) : OptionalLong.empty();
    }

    /**
     * For a relative difference at one look.
     *
     * @param baseline what is known of the KPI
     * @param candidateShare the candidate's share of units, in (0, 1)
     * @param lift the relative difference to see, possible for the KPI
     * @param alpha error rate, in (0, 1)
     * @param alternative what is looked for
     * @param target the power, in (0, 1)
     * @return units of both arms together; empty if the effect is zero or out of reach
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static OptionalLong fixed(
            Baseline baseline,
            double candidateShare,
            double lift,
            double alpha,
            Alternative alternative,
            double target) {
        double multiplier = new FixedSample(alpha, alternative, 1).multiplier();
        return least(baseline, candidateShare, lift, alternative, target, units -> multiplier);
    }

    /**
     * For a relative difference under a confidence sequence that is tuned to the very number found. Power counts at the last look only, so
     * the sequence will often see the effect earlier.
     *
     * @param baseline what is known of the KPI
     * @param candidateShare the candidate's share of units, in (0, 1)
     * @param lift the relative difference to see, possible for the KPI
     * @param alpha error rate over all looks, in (0, 1)
     * @param alternative what is looked for
     * @param target the power, in (0, 1)
     * @return units of both arms together, to be planned; empty if the effect is zero or out of reach
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static OptionalLong confidenceSequence(
            Baseline baseline,
            double candidateShare,
            double lift,
            double alpha,
            Alternative alternative,
            double target) {
        double multiplier = new ConfidenceSequence(alpha, alternative, ANY).multiplier(ANY);
        return least(baseline, candidateShare, lift, alternative, target, units -> multiplier);
    }

    /**
     * For a relative difference under a confidence sequence that runs already.
     *
     * @param baseline what is known of the KPI
     * @param candidateShare the candidate's share of units, in (0, 1)
     * @param lift the relative difference to see, possible for the KPI
     * @param clock the sequence that was chosen before the start
     * @param target the power, in (0, 1)
     * @return units of both arms together; empty if the effect is zero or out of reach
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static OptionalLong running(
            Baseline baseline, double candidateShare, double lift, ConfidenceSequence clock, double target) {
        return least(baseline, candidateShare, lift, clock.alternative(), target, clock::multiplier);
    }

    /**
     * For a relative difference under alpha spending with equally spaced looks: the fixed sample times {@link
     * GroupSequentialPower#inflation}.
     *
     * @param baseline what is known of the KPI
     * @param candidateShare the candidate's share of units, in (0, 1)
     * @param lift the relative difference to see, possible for the KPI
     * @param alpha error rate over all looks, in (0, 1)
     * @param alternative what is looked for
     * @param target the power, above alpha and below one
     * @param spending how the error rate is spent
     * @param looks how many, 1 to 200
     * @return mature units of both arms together, to be planned; empty if the effect is zero or out of reach
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static OptionalLong groupSequential(
            Baseline baseline,
            double candidateShare,
            double lift,
            double alpha,
            Alternative alternative,
            double target,
            Spending spending,
            int looks) {
        double inflation = GroupSequentialPower.inflation(alpha, alternative, spending, looks, target);
        OptionalLong fixed = fixed(baseline, candidateShare, lift, alpha, alternative, target);
        if (fixed.isEmpty()) {
            return fixed;
        }
        double units = Math.ceil((double) fixed.getAsLong() * inflation);
        return units <= (double) MOST ? OptionalLong.of((long) units) : OptionalLong.empty();
    }

    private static OptionalLong least(
            Baseline baseline,
            double candidateShare,
            double lift,
            Alternative alternative,
            double target,
            LongToDoubleFunction multiplier) {
        Arguments.checkOpenUnit("target", target);
        long low = 1;
        long high = MOST;
        if (lift == 0 || power(baseline, candidateShare, lift, alternative, multiplier, high) < target) {
            return OptionalLong.empty();
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (power(baseline, candidateShare, lift, alternative, multiplier, middle) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalLong.of(high);
    }

    private static double power(
            Baseline baseline,
            double candidateShare,
            double lift,
            Alternative alternative,
            LongToDoubleFunction multiplier,
            long units) {
        Arms arms = Arms.of((double) units, candidateShare);
        return Power.ofLift(baseline, arms, lift, multiplier.applyAsDouble(units), alternative);
    }
}
