package dev.upshot.stats.estimate;

import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;

/**
 * The contrast of two arms' ratios of sums, with variances by the delta method.
 *
 * <p>With numerator M and denominator D of every unit and \( R = \bar{M} / \bar{D} \):
 *
 * <p>\[ e = \frac{1}{n} \frac{\sigma_M^2 - 2 R \sigma_{MD} + R^2 \sigma_D^2}{\bar{D}^2} \]
 *
 * <p>The unit is whatever was assigned at random: decisions of one subject belong into one unit. With the sum of a subject's values as M
 * and their number as D this is the cluster-robust comparison of means, see {@link ClusterDifference}.
 *
 * <ul>
 *   <li>No unit in an arm: {@link Reason#BASELINE_EMPTY}, {@link Reason#CANDIDATE_EMPTY}; fewer than two: {@link Reason#TOO_FEW_UNITS}.
 *   <li>A mean denominator of zero: {@link Reason#ZERO_DENOMINATOR}.
 *   <li>The variance is first-order in the spread of the denominator.
 * </ul>
 *
 * <p>Numerical method: basic operations only; SQL on {@code float8} gives the same bits.
 *
 * @see <a href="https://arxiv.org/abs/1803.06336">Deng, Knoblich, Lu (2018), Applying the delta method in metric analytics</a>
 */
public final class RatioDifference {
    private RatioDifference() {}

    /**
     * With a variance for each arm.
     *
     * @param baseline sample of the variables M, D
     * @param candidate sample of the variables M, D
     * @return the contrast, or why there is none
     * @throws IllegalArgumentException if a sample has fewer than two variables
     */
    public static Result<Contrast> welch(Sample baseline, Sample candidate) {
        return of(baseline, candidate, Reference.WELCH, Reason.TOO_FEW_UNITS);
    }

    /**
     * With one variance for both arms.
     *
     * @param baseline sample of the variables M, D
     * @param candidate sample of the variables M, D
     * @return the contrast, or why there is none
     * @throws IllegalArgumentException if a sample has fewer than two variables
     */
    public static Result<Contrast> pooled(Sample baseline, Sample candidate) {
        return of(baseline, candidate, Reference.POOLED, Reason.TOO_FEW_UNITS);
    }

    static Result<Contrast> of(Sample a, Sample b, Reference reference, Reason tooFew) {
        Linear.checkVariables("baseline", a, 2);
        Linear.checkVariables("candidate", b, 2);
        return Figure.obstacle(a, b, tooFew)
                .<Result<Contrast>>map(Result::missing)
                .orElseGet(() -> {
                    if (a.mean(1) == 0 || b.mean(1) == 0) {
                        return Result.missing(Reason.ZERO_DENOMINATOR);
                    }
                    return Figure.contrast(figure(a), figure(b), reference);
                });
    }

    private static Figure figure(Sample sample) {
        Linear ratio = Linear.ratio(sample, 0, 1);
        return new Figure(ratio.value(), ratio.covariance(ratio), sample.n());
    }
}
