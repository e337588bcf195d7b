package dev.upshot.stats.trust;

import dev.upshot.stats.Arguments;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Pearson's χ² test of sample-ratio mismatch, for one look.
 *
 * <p>\[ X^2 = \sum_i \frac{(o_i - e_i)^2}{e_i}, \quad e_i = n \frac{\theta_i}{\sum \theta}, \quad p = P(\chi^2_{k-1} \ge X^2) \]
 *
 * <p>over the k counted arms with a planned share above zero.
 *
 * <ul>
 *   <li>Fewer than two such arms, or no unit: p = 1.
 *   <li>Units in an arm with the share zero are not part of the test.
 *   <li>The test is not valid under repeated looks; {@link SequentialSampleRatio} is.
 * </ul>
 *
 * <p>References: Fabijan, A. et al. (2019). Diagnosing sample ratio mismatch in online controlled experiments. KDD '19. GrowthBook {@code
 * back-end/src/util/stats.ts}.
 */
public final class SampleRatio {
    /** The usual threshold for p: mismatches are either gross or chance. */
    public static final double USUAL_THRESHOLD = 0.001;

    private SampleRatio() {}

    /**
     * The p-value.
     *
     * @param allocation the planned shares
     * @param units units per arm, each 0 to 2<sup>53</sup>; arms at the end that are not given were not counted and are left out
     * @return in [0, 1]
     * @throws IllegalArgumentException if a count is outside its range, or there are more counts than arms
     */
    public static double pValue(Allocation allocation, long... units) {
        allocation.checkCounts(units);
        double total = 0;
        double planned = 0;
        int arms = 0;
        Allocation.total(units);
        for (int arm = 0; arm < units.length; arm++) {
            if (allocation.share(arm) > 0) {
                total += (double) units[arm];
                planned += allocation.share(arm);
                arms++;
            }
        }
        if (arms < 2 || total == 0) {
            return 1;
        }
        double statistic = 0;
        for (int arm = 0; arm < units.length; arm++) {
            if (allocation.share(arm) > 0) {
                double expected = total * allocation.share(arm) / planned;
                double difference = (double) units[arm] - expected;
                statistic += difference * difference / expected;
            }
        }
        return ChiSquaredDistribution.of(arms - 1).survivalProbability(statistic);
    }

    /**
     * The test as a finding.
     *
     * @param check which stage the counts are of: {@link Check#ALLOCATION}, {@link Check#JOIN} or {@link Check#MATURITY}
     * @param threshold failed below this p, in (0, 1), see {@link #USUAL_THRESHOLD}
     * @param allocation the planned shares, or those of the stage before
     * @param units units per arm
     * @return not yet without a unit
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static Finding check(Check check, double threshold, Allocation allocation, long... units) {
        Arguments.checkOpenUnit("threshold", threshold);
        double pValue = pValue(allocation, units);
        return Allocation.total(units) == 0
                ? Finding.notYet(check)
                : Finding.byPValue(check, pValue, threshold, allocation.deviation(units));
    }
}
