package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;

/**
 * What a policy would have been worth, from the log of another whose propensities were recorded (self-normalised inverse propensity
 * weighting).
 *
 * <p>With the weight w of a decision, the chance of its action under the policy to be valued over its chance under the logged one:
 *
 * <p>\[ V = \frac{\sum w Y}{\sum w}, \quad e = \frac{1}{n} \frac{\sigma_{wY}^2 - 2 V \sigma_{wY,w} + V^2 \sigma_w^2}{\bar{w}^2}, \quad n_e =
 * \frac{(\sum w)^2}{\sum w^2} \]
 *
 * <p>so it is a ratio of sums, and its sums are those of a pair (wY, w). n<sub>e</sub> is the effective sample size (Kish): the number of
 * decisions of equal weight that would say as much.
 *
 * <ul>
 *   <li>No decision: {@link Reason#CANDIDATE_EMPTY}; fewer than two: {@link Reason#TOO_FEW_UNITS}.
 *   <li>All weights zero: {@link Reason#ZERO_WEIGHTS}.
 *   <li>n<sub>e</sub> below the gate: {@link Reason#POOR_OVERLAP}. Behind a closed gate the interval is not to be trusted, for the few
 *       decisions that carry the weight say little about those that are missing.
 *   <li>An action that the logged policy never takes cannot be valued by any weight: the gate does not see it.
 * </ul>
 *
 * <p>Reference: Swaminathan, Joachims (2015), The self-normalized estimator for counterfactual learning, NeurIPS 28.
 */
public final class InversePropensity {
    private InversePropensity() {}

    /**
     * How much overlap of the policies is enough.
     *
     * @param leastSize the lowest effective sample size, at least 1
     * @param leastShare the lowest effective sample size as a share of the decisions, in [0, 1]
     */
    public record OverlapGate(double leastSize, double leastShare) {
        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a bound is out of its range
         */
        public OverlapGate {
            if (!(leastSize >= 1 && leastSize < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("leastSize must be finite and >= 1: " + leastSize);
            }
            if (!(leastShare >= 0 && leastShare <= 1)) {
                throw new IllegalArgumentException("leastShare must be in [0, 1]: " + leastShare);
            }
        }

        /**
         * At least 100 decisions' worth and one in a hundred.
         *
         * @return the usual gate
         */
        public static OverlapGate usual() {
            return new OverlapGate(100, 0.01);
        }
    }

    /**
     * A policy's value.
     *
     * @param value V, in the unit of the KPI
     * @param variance e, its sampling variance
     * @param n decisions in the log
     * @param effectiveSize n<sub>e</sub>, from 1 to {@code n}
     */
    public record PolicyValue(double value, double variance, long n, double effectiveSize) {}

    /**
     * The weight of a decision.
     *
     * @param target chance of its action under the policy to be valued, in [0, 1]
     * @param logged chance of its action under the policy that took it, in (0, 1]
     * @return target / logged
     * @throws IllegalArgumentException if a chance is out of its range, or so small that the weight overflows
     */
    public static double weight(double target, double logged) {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException("target must be in [0, 1]: " + target);
        }
        checkPropensity("logged", logged);
        Arguments.checkFinite("target / logged", target / logged);
        return target / logged;
    }

    /**
     * The value of the policy that the weights stand for.
     *
     * @param weighted sample of the variables wY, w
     * @param gate how much overlap is enough
     * @return the value, or why there is none
     * @throws IllegalArgumentException if there are fewer than two variables or the mean weight is negative
     */
    public static Result<PolicyValue> value(Sample weighted, OverlapGate gate) {
        Linear.checkVariables("weighted", weighted, 2);
        return value(weighted, 0, gate);
    }

    /**
     * Two policies valued from two logs, the baseline's and the candidate's.
     *
     * @param baseline value of the baseline
     * @param candidate value of the candidate
     * @return the contrast against the normal distribution
     */
    public static Contrast difference(PolicyValue baseline, PolicyValue candidate) {
        return Contrast.independent(
                baseline.value(),
                baseline.variance(),
                baseline.n(),
                candidate.value(),
                candidate.variance(),
                candidate.n(),
                Reference.NORMAL);
    }

    /**
     * Two policies valued from one log: their errors hang together.
     *
     * @param weighted sample of the variables w<sub>a</sub>Y, w<sub>a</sub>, w<sub>b</sub>Y, w<sub>b</sub>
     * @param gate how much overlap is enough, for each
     * @return the contrast against the normal distribution, or why there is none
     * @throws IllegalArgumentException if there are fewer than four variables or a mean weight is negative
     */
    public static Result<Contrast> difference(Sample weighted, OverlapGate gate) {
        Linear.checkVariables("weighted", weighted, 4);
        return value(weighted, 0, gate)
                .then(a -> value(weighted, 2, gate).then(b -> {
                    double covariance = Linear.ratio(weighted, 0, 1).covariance(Linear.ratio(weighted, 2, 3));
                    return Figure.representable(
                            a.value(),
                            b.value(),
                            a.variance(),
                            b.variance(),
                            covariance / (double) weighted.n(),
                            weighted.n(),
                            weighted.n(),
                            Reference.NORMAL);
                }));
    }

    private static Result<PolicyValue> value(Sample weighted, int variable, OverlapGate gate) {
        if (weighted.n() < 2) {
            return Result.missing(weighted.n() == 0 ? Reason.CANDIDATE_EMPTY : Reason.TOO_FEW_UNITS);
        }
        double n = (double) weighted.n();
        double mean = weighted.mean(variable + 1);
        if (mean < 0) {
            throw new IllegalArgumentException("weighted must have weights >= 0, their mean is: " + mean);
        }
        if (mean == 0) {
            return Result.missing(Reason.ZERO_WEIGHTS);
        }
        double size = n / (1 + (n - 1) / n * (weighted.variance(variable + 1) / (mean * mean)));
        if (!(size >= gate.leastSize() && size >= gate.leastShare() * n)) {
            return Result.missing(Reason.POOR_OVERLAP);
        }
        Linear ratio = Linear.ratio(weighted, variable, variable + 1);
        double variance = ratio.covariance(ratio) / n;
        return Double.isFinite(ratio.value()) && Double.isFinite(variance)
                ? Result.of(new PolicyValue(ratio.value(), variance, weighted.n(), size))
                : Result.missing(Reason.NOT_REPRESENTABLE);
    }

    static void checkPropensity(String name, double propensity) {
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1]: " + propensity);
        }
    }
}
