package dev.upshot.stats.bayes;

import dev.upshot.stats.Arguments;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The posterior of a lift: normal likelihood, normal prior.
 *
 * <p>With an estimate L, its standard error s and a prior of mean μ<sub>0</sub> and variance σ<sub>0</sub>²:
 *
 * <p>\[ \frac{1}{\sigma^2} = \frac{1}{s^2} + \frac{1}{\sigma_0^2}, \quad \mu = \sigma^2 \left(\frac{L}{s^2} +
 * \frac{\mu_0}{\sigma_0^2}\right) \]
 *
 * <p>It is a belief, not an error rate: it stays a belief however often one looks, and promises nothing about how often claims made from it
 * are wrong. Prior and estimate must be on one scale, both absolute or both relative; see {@link Prior#rescaledToAbsolute}.
 *
 * <p>References: GrowthBook {@code bayesian/tests.py} (the same formulas; its rescaling of absolute priors compares an object with a string
 * and never happens, ours does); Stucchi, C. (2015). Bayesian A/B testing at VWO (expected loss).
 *
 * @param mean μ, finite
 * @param standardDeviation σ, finite and above zero
 */
public record Posterior(double mean, double standardDeviation) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * A posterior.
     *
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public Posterior {
        Arguments.checkFinite("mean", mean);
        Arguments.checkPositiveFinite("standardDeviation", standardDeviation);
    }

    /**
     * Prior and data together.
     *
     * @param prior what was believed before
     * @param estimate L, at most 10<sup>150</sup> in magnitude
     * @param standardError s, above zero, at most 10<sup>150</sup>
     * @return the posterior
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static Posterior of(Prior prior, double estimate, double standardError) {
        Arguments.checkSquarable("estimate", estimate);
        Arguments.checkPositiveFinite("standardError", standardError);
        Arguments.checkSquarable("standardError", standardError);
        if (prior instanceof Prior.Normal normal) {
            double likelihood = standardError * standardError;
            // Weights rather than reciprocal variances, which overflow for tiny standard errors.
            double weight = normal.variance() / (normal.variance() + likelihood);
            double mean = weight * estimate + (1 - weight) * normal.mean();
            return new Posterior(mean, standardError * Math.sqrt(weight));
        }
        return new Posterior(estimate, standardError);
    }

    /**
     * The chance that the lift is above zero: the chance to beat the baseline where higher is better.
     *
     * @return Φ(μ/σ), in [0, 1]
     */
    public double chanceAboveZero() {
        return NORMAL.cumulativeProbability(mean / standardDeviation);
    }

    /**
     * The chance that the lift is below zero: the chance to beat the baseline where lower is better.
     *
     * @return Φ(−μ/σ), in [0, 1]
     */
    public double chanceBelowZero() {
        return NORMAL.survivalProbability(mean / standardDeviation);
    }

    /**
     * What is lost on average by choosing the candidate, where higher is better: \( E[\max(0, -L)] = \sigma \varphi(\mu/\sigma) - \mu \Phi(-\mu/\sigma) \).
     *
     * @return in the unit of the lift, ≥ 0
     */
    public double expectedLossOfCandidate() {
        return expectedPart(-mean / standardDeviation);
    }

    /**
     * What is lost on average by keeping the baseline, where higher is better: \( E[\max(0, L)] = \sigma \varphi(\mu/\sigma) + \mu \Phi(\mu/\sigma) \).
     *
     * @return in the unit of the lift, ≥ 0
     */
    public double expectedLossOfBaseline() {
        return expectedPart(mean / standardDeviation);
    }

    /** The mean of the positive part of a normal variable with mean x σ and standard deviation σ. */
    private double expectedPart(double x) {
        double part = NORMAL.density(x) + x * NORMAL.cumulativeProbability(x);
        return standardDeviation * Math.max(0, part);
    }

    /**
     * The credible interval with equal tails.
     *
     * @param alpha one minus its probability, in (0, 1)
     * @return lower and upper bound
     * @throws IllegalArgumentException if {@code alpha} is outside its range
     */
    public Credible interval(double alpha) {
        Arguments.checkAlpha(alpha);
        double half = NORMAL.inverseSurvivalProbability(alpha / 2) * standardDeviation;
        return new Credible(mean - half, mean + half);
    }

    /**
     * A credible interval.
     *
     * @param lower lower bound
     * @param upper upper bound
     */
    public record Credible(double lower, double upper) {}
}
