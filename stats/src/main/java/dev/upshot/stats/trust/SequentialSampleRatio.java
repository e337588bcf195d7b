package dev.upshot.stats.trust;

import dev.upshot.stats.Arguments;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The sequential test of sample-ratio mismatch: may be looked at after every unit without raising more false alarms than its error rate.
 *
 * <p>With counts n, planned shares θ and a Dirichlet prior with α<sub>0</sub> = c θ, the Bayes factor of "other shares" against "these
 * shares" is
 *
 * <p>\[ \ln BF = \ln B(\alpha_0 + n) - \ln B(\alpha_0) - \sum_i n_i \ln \theta_i, \quad B(x) = \frac{\prod \Gamma(x_i)}{\Gamma(\sum x_i)}
 * \]
 *
 * <p>a martingale with mean one if the shares are as planned; p = min 1/BF over all looks.
 *
 * <ul>
 *   <li>Immutable: {@link #observe} returns a new object, which remembers the greatest Bayes factor so far.
 *   <li>Counts are totals, not increments. A total may fall, as units are retracted; the greatest factor stays.
 *   <li>A unit in an arm whose planned share is zero is impossible as planned: p = 0.
 *   <li>Later stages use the planned shares too: if joining or maturing does not depend on the arm, what is left has them still.
 *   <li>Count what was allocated by chance: where subjects are, count subjects and not their decisions.
 * </ul>
 *
 * <p>References:
 *
 * <ol>
 *   <li>Lindon, M., Malek, A. (2022). Anytime-valid inference for multinomial count data. NeurIPS 35.
 *   <li>optimizely/ssrm, ssrm_test.py (the same formulas).
 * </ol>
 */
public final class SequentialSampleRatio {
    /** The concentration that ssrm uses: sensitive to shares that are off by about a hundredth. */
    public static final double USUAL_CONCENTRATION = 10_000;

    private final Allocation allocation;
    private final double concentration;
    private final long[] units;
    private final double logBayesFactor;
    private final double greatest;

    private SequentialSampleRatio(
            Allocation allocation, double concentration, long[] units, double logBayesFactor, double greatest) {
        this.allocation = allocation;
        this.concentration = concentration;
        this.units = units;
        this.logBayesFactor = logBayesFactor;
        this.greatest = greatest;
    }

    /**
     * Before the first unit.
     *
     * @param allocation the planned shares
     * @param concentration c, how close to the planned shares the alternatives are expected; finite and above zero
     * @return the test
     * @throws IllegalArgumentException if {@code concentration} is outside its range
     */
    public static SequentialSampleRatio start(Allocation allocation, double concentration) {
        Arguments.checkPositiveFinite("concentration", concentration);
        return new SequentialSampleRatio(allocation, concentration, new long[allocation.arms()], 0, 0);
    }

    /**
     * One more look.
     *
     * @param totals units of every arm until now, each 0 to 2<sup>53</sup>
     * @return the test after it
     * @throws IllegalArgumentException if a count is outside its range or an arm's is missing
     */
    public SequentialSampleRatio observe(long... totals) {
        if (totals.length != allocation.arms()) {
            throw new IllegalArgumentException(
                    "totals must have " + allocation.arms() + " arms, as the allocation: " + totals.length);
        }
        Allocation.total(totals);
        double log = logBayesFactor(totals);
        return new SequentialSampleRatio(allocation, concentration, totals.clone(), log, Math.max(greatest, log));
    }

    private double logBayesFactor(long[] totals) {
        double log = 0;
        double n = 0;
        for (int arm = 0; arm < totals.length; arm++) {
            double share = allocation.share(arm);
            double count = (double) totals[arm];
            if (share == 0) {
                if (count > 0) {
                    return Double.POSITIVE_INFINITY;
                }
            } else {
                double prior = concentration * share;
                log += LogGamma.value(prior + count) - LogGamma.value(prior) - count * StrictMath.log(share);
                n += count;
            }
        }
        return log - LogGamma.value(concentration + n) + LogGamma.value(concentration);
    }

    /**
     * The logarithm of the Bayes factor of the last look: an e-value.
     *
     * @return ln BF, +∞ if a unit is in an arm with the share zero
     */
    public double logBayesFactor() {
        return logBayesFactor;
    }

    /**
     * The anytime-valid p-value.
     *
     * @return the least over all looks, in [0, 1]
     */
    public double pValue() {
        return StrictMath.exp(-greatest);
    }

    /**
     * The probability of "other shares" after even odds before.
     *
     * @return BF / (1 + BF) of the last look, in [0, 1]
     */
    public double posteriorProbability() {
        return 1 / (1 + StrictMath.exp(-logBayesFactor));
    }

    /**
     * The test as a finding.
     *
     * @param check which stage the counts are of: {@link Check#ALLOCATION}, {@link Check#JOIN} or {@link Check#MATURITY}
     * @param alpha failed below this p, in (0, 1); the rate of false alarms over all looks
     * @return not yet without a unit
     * @throws IllegalArgumentException if {@code alpha} is outside its range
     */
    public Finding finding(Check check, double alpha) {
        Arguments.checkAlpha(alpha);
        return Allocation.total(units) == 0
                ? Finding.notYet(check)
                : Finding.byPValue(check, pValue(), alpha, allocation.deviation(units));
    }
}
