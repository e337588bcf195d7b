package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;

/**
 * What an arm would have been worth had every decision taken it: inverse propensity weighting, augmented by an outcome model (AIPW).
 *
 * <p>Every decision has a score for each arm A with its propensity e and prediction μ:
 *
 * <p>\[ \phi_A = \frac{1\{taken = A\} (Y - \mu_A)}{e_A} + \mu_A \]
 *
 * <p>and the arm's value is the mean of its scores. With recorded propensities it is unbiased whatever the model, and the better the model
 * the smaller its variance. The model must be frozen before the decision ({@link StrataMeans}).
 *
 * <p>Both arms' scores come from the same decisions, therefore their covariance is kept.
 *
 * <p>Reference: Robins, Rotnitzky, Zhao (1994), Estimation of regression coefficients when some regressors are not always observed, JASA 89,
 * 846–866.
 */
public final class AugmentedPropensity {
    private AugmentedPropensity() {}

    /**
     * The score of the arm that the decision took.
     *
     * @param outcome Y, finite
     * @param prediction μ of this arm, finite
     * @param propensity chance of this arm when the decision was taken, in (0, 1]
     * @return φ
     * @throws IllegalArgumentException if an argument is out of its range, or the propensity so small that the score overflows
     */
    public static double scoreOfTaken(double outcome, double prediction, double propensity) {
        Arguments.checkFinite("outcome", outcome);
        Arguments.checkFinite("prediction", prediction);
        InversePropensity.checkPropensity("propensity", propensity);
        double score = (outcome - prediction) / propensity + prediction;
        Arguments.checkFinite("score", score);
        return score;
    }

    /**
     * The score of an arm that the decision did not take.
     *
     * @param prediction μ of that arm, finite
     * @return φ
     * @throws IllegalArgumentException if {@code prediction} is not finite
     */
    public static double scoreOfOther(double prediction) {
        Arguments.checkFinite("prediction", prediction);
        return prediction;
    }

    /**
     * Compares the arms' values.
     *
     * @param scores sample of the variables φ<sub>a</sub>, φ<sub>b</sub>, one unit for each decision
     * @return the contrast against the normal distribution; {@link Reason#BASELINE_EMPTY} without decisions, {@link Reason#TOO_FEW_UNITS}
     *     with fewer than two
     * @throws IllegalArgumentException if there are fewer than two variables
     */
    public static Result<Contrast> difference(Sample scores) {
        Linear.checkVariables("scores", scores, 2);
        if (scores.n() < 2) {
            return Result.missing(scores.n() == 0 ? Reason.BASELINE_EMPTY : Reason.TOO_FEW_UNITS);
        }
        double n = (double) scores.n();
        return Figure.representable(
                scores.mean(0),
                scores.mean(1),
                scores.variance(0) / n,
                scores.variance(1) / n,
                scores.covariance(0, 1) / n,
                scores.n(),
                scores.n(),
                Reference.NORMAL);
    }
}
