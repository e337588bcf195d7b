package dev.upshot.stats.trust;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import dev.upshot.stats.sequence.ConfidenceSequence;
import java.util.List;

/**
 * Balance of what was known before the decision: arms made by chance differ in it by chance only.
 *
 * <p>Per covariate \( z = (\bar x_b - \bar x_a) / \sqrt{v_a/n_a + v_b/n_b} \), turned into the anytime-valid p-value of a {@link
 * ConfidenceSequence}; the least p times the number of covariates (Bonferroni) is compared with the error rate, so looking often and at many
 * covariates raises no more false alarms. The deviation is the standardised difference \( |\bar x_b - \bar x_a| / \sqrt{(v_a + v_b)/2} \).
 *
 * <p>Reference: Austin, P. C. (2009). Balance diagnostics for comparing the distribution of baseline covariates between treatment groups.
 * Statistics in Medicine 28, 3083–3107 (the standardised difference).
 */
public final class CovariateBalance {
    private CovariateBalance() {}

    /**
     * One covariate's moments in both arms.
     *
     * @param baselineUnits units with the covariate, 0 to 2<sup>53</sup>
     * @param baselineMean their mean, at most 10<sup>150</sup> in magnitude
     * @param baselineVariance their sample variance, finite and ≥ 0
     * @param candidateUnits units with the covariate, 0 to 2<sup>53</sup>
     * @param candidateMean their mean, at most 10<sup>150</sup> in magnitude
     * @param candidateVariance their sample variance, finite and ≥ 0
     */
    public record Covariate(
            long baselineUnits,
            double baselineMean,
            double baselineVariance,
            long candidateUnits,
            double candidateMean,
            double candidateVariance) {
        /**
         * A covariate.
         *
         * @throws IllegalArgumentException if an argument is outside its range
         */
        public Covariate {
            Arguments.checkUnits("baselineUnits", baselineUnits, 0);
            Arguments.checkUnits("candidateUnits", candidateUnits, 0);
            Arguments.checkSquarable("baselineMean", baselineMean);
            Arguments.checkSquarable("candidateMean", candidateMean);
            Arguments.checkNotNegative("baselineVariance", baselineVariance);
            Arguments.checkNotNegative("candidateVariance", candidateVariance);
        }

        private boolean comparable() {
            return baselineUnits >= 2 && candidateUnits >= 2;
        }

        private double standardizedDifference() {
            double difference = Math.abs(candidateMean - baselineMean);
            double variance = baselineVariance / 2 + candidateVariance / 2;
            // Constants that differ are as unlike as can be; the measure has no greater finite value.
            return difference == 0 ? 0 : Math.min(Double.MAX_VALUE, difference / Math.sqrt(variance));
        }

        private double pValue(double alpha, long plannedUnits) {
            double variance = baselineVariance / (double) baselineUnits + candidateVariance / (double) candidateUnits;
            double difference = candidateMean - baselineMean;
            if (difference == 0) {
                return 1;
            }
            double z = difference / Math.sqrt(variance);
            return Math.abs(z) > 1e6
                    ? 0
                    : new ConfidenceSequence(alpha, Alternative.TWO_SIDED, plannedUnits)
                            .pValue(z, baselineUnits + candidateUnits);
        }
    }

    /**
     * Checks all covariates together.
     *
     * @param covariates any number
     * @param alpha rate of false alarms over all looks and covariates, in (0, 1)
     * @param plannedUnits units of both arms together at which the check shall be sharpest, 1 to 2<sup>53</sup>
     * @return not yet if no covariate has two units in each arm
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static Finding check(List<Covariate> covariates, double alpha, long plannedUnits) {
        Arguments.checkAlpha(alpha);
        Arguments.checkUnits("plannedUnits", plannedUnits, 1);
        List<Covariate> comparable =
                covariates.stream().filter(Covariate::comparable).toList();
        if (comparable.isEmpty()) {
            return Finding.notYet(Check.COVARIATE_BALANCE);
        }
        double least = 1;
        double deviation = 0;
        for (Covariate covariate : comparable) {
            least = Math.min(least, covariate.pValue(alpha, plannedUnits));
            deviation = Math.max(deviation, covariate.standardizedDifference());
        }
        double pValue = Math.min(1, least * comparable.size());
        return Finding.byPValue(Check.COVARIATE_BALANCE, pValue, alpha, deviation);
    }
}
