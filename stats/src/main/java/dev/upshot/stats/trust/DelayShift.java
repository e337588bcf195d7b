package dev.upshot.stats.trust;

import dev.upshot.stats.Arguments;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Do outcomes arrive equally fast in both arms? If not, any reading of immature units shows a lift that is none.
 *
 * <p>From counts of arrived outcomes per delay bin, of units that are mature in both arms alike (a young unit's delay is cut off): Pearson's
 * χ² test of homogeneity of the two rows, with bins − 1 degrees of freedom over the bins that hold anything, and the greatest distance D
 * of the two cumulative shares (Kolmogorov's), which says whether the shift matters. The check fails if p is below the threshold
 * <em>and</em> D above the tolerance: with enough units the smallest shift is significant.
 *
 * <p>The test is for one look. The number of looks that may raise a false alarm is kept small by the two conditions and a low threshold.
 */
public final class DelayShift {
    /** Below this distance of the cumulative shares a shift is not worth withholding a claim. */
    public static final double USUAL_TOLERANCE = 0.02;

    private DelayShift() {}

    /**
     * Checks the delays.
     *
     * @param baseline arrived outcomes per delay bin, each 0 to 2<sup>53</sup>
     * @param candidate the same of the candidate arm, over the same bins
     * @param threshold for p, in (0, 1), see {@link SampleRatio#USUAL_THRESHOLD}
     * @param tolerance for D, in [0, 1]
     * @return not yet if an arm has no outcome; passed if all lie in one bin
     * @throws IllegalArgumentException if an argument is outside its range or the numbers of bins differ
     */
    public static Finding check(long[] baseline, long[] candidate, double threshold, double tolerance) {
        if (baseline.length != candidate.length) {
            throw new IllegalArgumentException(
                    "candidate must have " + baseline.length + " bins, as the baseline: " + candidate.length);
        }
        Arguments.checkOpenUnit("threshold", threshold);
        Arguments.checkClosedUnit("tolerance", tolerance);
        double a = Allocation.total(baseline);
        double b = Allocation.total(candidate);
        if (a == 0 || b == 0) {
            return Finding.notYet(Check.DELAY);
        }
        double statistic = 0;
        int bins = 0;
        double cumulative = 0;
        double distance = 0;
        for (int i = 0; i < baseline.length; i++) {
            double inA = (double) baseline[i];
            double inB = (double) candidate[i];
            if (inA + inB > 0) {
                double expectedA = (inA + inB) * (a / (a + b));
                double expectedB = (inA + inB) * (b / (a + b));
                statistic += (inA - expectedA) * (inA - expectedA) / expectedA
                        + (inB - expectedB) * (inB - expectedB) / expectedB;
                bins++;
            }
            cumulative += inA / a - inB / b;
            distance = Math.max(distance, Math.abs(cumulative));
        }
        double pValue = bins < 2 ? 1 : ChiSquaredDistribution.of(bins - 1).survivalProbability(statistic);
        boolean failed = pValue < threshold && distance > tolerance;
        return new Finding(Check.DELAY, failed ? Finding.Outcome.FAILED : Finding.Outcome.PASSED, pValue, distance);
    }
}
