package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;
import java.util.function.Supplier;

/**
 * The contrast of ratios after taking away what the same ratio before the decision explains (CUPED on linearised ratios).
 *
 * <p>With \( R = \bar{M} / \bar{D} \), the ratio before \( R' = \bar{M}' / \bar{D}' \) and their linear terms \( (M - R D) / \bar{D} \):
 *
 * <p>\[ \theta = \frac{Cov_a(R, R') + Cov_b(R, R')}{Var_a(R') + Var_b(R')}, \quad m_a = R_a, \quad m_b = R_b - \theta (R'_b - R'_a) \]
 *
 * <p>with variances and covariance as in {@link Cuped}. A relative difference is a share of the baseline's <em>unadjusted</em> ratio.
 *
 * <ul>
 *   <li>A mean of D or D' of zero: {@link Reason#ZERO_DENOMINATOR}. No spread before: θ = 0.
 *   <li>No unit, fewer than two units in an arm: {@link Reason#BASELINE_EMPTY}, {@link Reason#CANDIDATE_EMPTY}, {@link
 *       Reason#TOO_FEW_UNITS}.
 * </ul>
 *
 * <p>Numerical method: basic operations only.
 */
public final class CupedRatio {
    private CupedRatio() {}

    /**
     * With the coefficient estimated from both arms.
     *
     * @param baseline sample of the variables M, D, M', D'
     * @param candidate sample of the same variables
     * @return the contrast, or why there is none
     * @throws IllegalArgumentException if a sample has fewer than four variables
     */
    public static Result<Contrast> of(Sample baseline, Sample candidate) {
        return obstacle(baseline, candidate, () -> {
            Linear beforeA = Linear.ratio(baseline, 2, 3);
            Linear beforeB = Linear.ratio(candidate, 2, 3);
            double variance = beforeA.covariance(beforeA) + beforeB.covariance(beforeB);
            double covariance = Linear.ratio(baseline, 0, 1).covariance(beforeA)
                    + Linear.ratio(candidate, 0, 1).covariance(beforeB);
            double theta = variance > 0 ? covariance / variance : 0;
            return Double.isFinite(theta)
                    ? contrast(baseline, candidate, theta)
                    : Result.missing(Reason.NOT_REPRESENTABLE);
        });
    }

    /**
     * With a given coefficient, for example frozen before the start.
     *
     * @param baseline sample of the variables M, D, M', D'
     * @param candidate sample of the same variables
     * @param theta the coefficient, finite
     * @return the contrast, or why there is none
     * @throws IllegalArgumentException if a sample has fewer than four variables or {@code theta} is not finite
     */
    public static Result<Contrast> of(Sample baseline, Sample candidate, double theta) {
        Arguments.checkFinite("theta", theta);
        return obstacle(baseline, candidate, () -> contrast(baseline, candidate, theta));
    }

    private static Result<Contrast> obstacle(Sample a, Sample b, Supplier<Result<Contrast>> next) {
        Linear.checkVariables("baseline", a, 4);
        Linear.checkVariables("candidate", b, 4);
        return Figure.obstacle(a, b, Reason.TOO_FEW_UNITS)
                .<Result<Contrast>>map(Result::missing)
                .orElseGet(() -> a.mean(1) == 0 || b.mean(1) == 0 || a.mean(3) == 0 || b.mean(3) == 0
                        ? Result.missing(Reason.ZERO_DENOMINATOR)
                        : next.get());
    }

    private static Result<Contrast> contrast(Sample a, Sample b, double theta) {
        Linear afterA = Linear.ratio(a, 0, 1);
        Linear afterB = Linear.ratio(b, 0, 1);
        Linear beforeA = Linear.ratio(a, 2, 3);
        Linear beforeB = Linear.ratio(b, 2, 3);
        double na = (double) a.n();
        double nb = (double) b.n();
        double residualB = afterB.covariance(afterB)
                - 2 * theta * afterB.covariance(beforeB)
                + theta * theta * beforeB.covariance(beforeB);
        return Figure.representable(
                afterA.value(),
                afterB.value() - theta * (beforeB.value() - beforeA.value()),
                afterA.covariance(afterA) / na,
                residualB / nb + theta * theta * beforeA.covariance(beforeA) / na,
                theta * afterA.covariance(beforeA) / na,
                a.n(),
                b.n(),
                Reference.WELCH);
    }
}
