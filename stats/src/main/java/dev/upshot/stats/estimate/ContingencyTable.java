package dev.upshot.stats.estimate;

import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** Two-sided tests that two shares are equal: Pearson's χ², with and without Yates' correction, and Fisher's exact test. */
public final class ContingencyTable {
    /** Tables as likely as the observed one up to rounding count as extreme as it. */
    private static final double TIE = 1 + 1e-7;

    private ContingencyTable() {}

    /**
     * Pearson's χ² with one degree of freedom.
     *
     * @param baseline counts of the baseline arm
     * @param candidate counts of the candidate arm
     * @return the p-value, in [0, 1]; {@link Reason#BASELINE_EMPTY}, {@link Reason#CANDIDATE_EMPTY}, {@link Reason#ZERO_VARIANCE} (all yes
     *     or all no)
     */
    public static Result<Double> pearson(Proportion baseline, Proportion candidate) {
        return ProportionDifference.pooled(baseline, candidate).map(ContingencyTable::chiSquare);
    }

    /**
     * Pearson's χ² with Yates' continuity correction.
     *
     * @param baseline counts of the baseline arm
     * @param candidate counts of the candidate arm
     * @return as {@link #pearson}
     */
    public static Result<Double> yates(Proportion baseline, Proportion candidate) {
        return ProportionDifference.pooled(baseline, candidate)
                .map(ProportionDifference::continuityCorrected)
                .map(ContingencyTable::chiSquare);
    }

    /**
     * Fisher's exact test: the chance of a table at most as likely as the observed one, margins given.
     *
     * <p>Its time grows with the smaller margin; for small samples.
     *
     * @param baseline counts of the baseline arm
     * @param candidate counts of the candidate arm
     * @return as {@link #pearson}
     * @throws IllegalArgumentException if the arms together have more than 2<sup>31</sup> − 1 units
     */
    public static Result<Double> fisher(Proportion baseline, Proportion candidate) {
        return ProportionDifference.pooled(baseline, candidate).map(ignored -> {
            long all = baseline.n() + candidate.n();
            if (all > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("baseline and candidate must have at most 2^31 - 1 units: " + all);
            }
            HypergeometricDistribution table = HypergeometricDistribution.of(
                    (int) all, (int) (baseline.successes() + candidate.successes()), (int) candidate.n());
            double observed = table.probability((int) candidate.successes());
            double sum = 0;
            for (int x = table.getSupportLowerBound(); x <= table.getSupportUpperBound(); x++) {
                double probability = table.probability(x);
                sum += probability <= observed * TIE ? probability : 0;
            }
            return Math.min(1, sum);
        });
    }

    /** The square of the pooled z statistic is χ² of the two-by-two table. */
    private static double chiSquare(ProportionDifference pooled) {
        double z = pooled.statistic();
        return ChiSquaredDistribution.of(1).survivalProbability(z * z);
    }
}
