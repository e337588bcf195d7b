package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.Contrast;
import dev.upshot.stats.estimate.Fieller;
import dev.upshot.stats.estimate.LogRatio;

/**
 * Where a lift may lie, from a contrast of two arms and a clock's multiplier c.
 *
 * <p>With the multiplier of a {@link ConfidenceSequence} the intervals hold at every look at once, with that of {@link Looks} at every planned
 * look. With baseline a, candidate b, figures m, sampling variances e and covariance g:
 *
 * <ul>
 *   <li>{@link #absolute}: \( m_b - m_a \mp c \sqrt{e_a + e_b - 2 g} \)
 *   <li>{@link #relative}: every L with \( |m_b - R m_a| \le c \sqrt{e_b - 2 R g + R^2 e_a} \), R = 1 + L (Fieller). For each L the left side
 *       is a linear contrast of two means, so what makes the absolute interval valid makes this one valid; no ratio is approximated by a
 *       tangent. Unbounded if \( c^2 e_a \ge m_a^2 \): the baseline cannot be told from zero.
 *   <li>{@link #relativeByLogRatio}: \( \exp\left(\ln\frac{m_b}{m_a} \mp c \sqrt{\frac{e_a}{m_a^2} + \frac{e_b}{m_b^2} - \frac{2 g}{m_a
 *       m_b}}\right) - 1 \), for proportions and other figures above zero.
 * </ul>
 *
 * <p>A relative difference is \( (m_b - m_a) / |m_a| \): its sign is that of the absolute one, also on a negative baseline. The standard error
 * reported beside a relative interval is that of the delta method (by log ratio, the ratio times that of its logarithm); the bounds are no
 * multiples of it.
 *
 * <p>References:
 *
 * <ol>
 *   <li>Fieller, E. C. (1954). Some problems in interval estimation. JRSS B 16, 175–185.
 *   <li>Katz, D., Baptista, J., Azen, S. P., Pike, M. C. (1978). Obtaining confidence intervals for the risk ratio. Biometrics 34.
 * </ol>
 */
public final class LiftInterval {
    private LiftInterval() {}

    /**
     * The absolute difference.
     *
     * @param contrast of the two arms
     * @param multiplier of the standard error, above zero, possibly infinite
     * @param alternative which bounds to give
     * @return the difference with its bounds; missing with {@link Reason#ZERO_VARIANCE}, or {@link Reason#UNBOUNDED} for an infinite
     *     multiplier
     * @throws IllegalArgumentException if {@code multiplier} is not above zero
     */
    public static Result<Estimate> absolute(Contrast contrast, double multiplier, Alternative alternative) {
        Arguments.checkPositive("multiplier", multiplier);
        if (contrast.differenceVariance() == 0) {
            return Result.missing(Reason.ZERO_VARIANCE);
        }
        double error = Math.sqrt(contrast.differenceVariance());
        double difference = contrast.difference();
        return OneOrTwoSided.interval(
                alternative, difference, error, difference - multiplier * error, difference + multiplier * error);
    }

    /**
     * The relative difference, by Fieller's inversion ({@link Fieller}).
     *
     * @param contrast of the two arms
     * @param multiplier of the standard error, above zero, possibly infinite
     * @param alternative which bounds to give
     * @return the lift with its bounds; missing with {@link Reason#ZERO_VARIANCE}, {@link Reason#ZERO_BASELINE_MEAN}, {@link
     *     Reason#UNBOUNDED} if the baseline cannot be told from zero, or {@link Reason#NOT_REPRESENTABLE}
     * @throws IllegalArgumentException if {@code multiplier} is not above zero
     */
    public static Result<Estimate> relative(Contrast contrast, double multiplier, Alternative alternative) {
        Arguments.checkPositive("multiplier", multiplier);
        return finite(multiplier).then(c -> Fieller.at(contrast, c)).then(both -> sided(both, alternative));
    }

    /**
     * The relative difference, by the logarithm of the ratio ({@link LogRatio}).
     *
     * @param contrast of the two arms
     * @param multiplier of the standard error, above zero, possibly infinite
     * @param alternative which bounds to give
     * @return the lift with its bounds; missing with {@link Reason#ZERO_VARIANCE}, {@link Reason#ZERO_BASELINE_MEAN}, {@link
     *     Reason#NON_POSITIVE_RATIO}, {@link Reason#UNBOUNDED} for an infinite multiplier, or {@link Reason#NOT_REPRESENTABLE}
     * @throws IllegalArgumentException if {@code multiplier} is not above zero
     */
    public static Result<Estimate> relativeByLogRatio(Contrast contrast, double multiplier, Alternative alternative) {
        Arguments.checkPositive("multiplier", multiplier);
        return finite(multiplier)
                .then(c -> LogRatio.of(contrast).then(ratio -> ratio.at(c)))
                .then(both -> sided(both, alternative));
    }

    /**
     * How many standard errors the data are from a relative difference, as the inversion in {@link #relative} counts them.
     *
     * @param contrast of the two arms
     * @param lift the relative difference to test, at most 10<sup>150</sup> in magnitude; zero tests "no difference"
     * @return the statistic for a p-value or an e-value, with the sign of (observed − {@code lift}); missing with {@link
     *     Reason#ZERO_VARIANCE}, or {@link Reason#NOT_REPRESENTABLE}
     * @throws IllegalArgumentException if {@code lift} is outside its range
     */
    public static Result<Double> z(Contrast contrast, double lift) {
        Arguments.checkSquarable("lift", lift);
        double ratio = contrast.baseline() < 0 ? 1 - lift : 1 + lift;
        double variance = contrast.candidateVariance()
                - 2 * ratio * contrast.covariance()
                + ratio * ratio * contrast.baselineVariance();
        if (variance <= 0) {
            return Result.missing(Reason.ZERO_VARIANCE);
        }
        double z = (contrast.candidate() - ratio * contrast.baseline()) / Math.sqrt(variance);
        return Double.isFinite(z) ? Result.of(z) : Result.missing(Reason.NOT_REPRESENTABLE);
    }

    private static Result<Double> finite(double multiplier) {
        return multiplier <= Double.MAX_VALUE ? Result.of(multiplier) : Result.missing(Reason.UNBOUNDED);
    }

    private static Result<Estimate> sided(Estimate both, Alternative alternative) {
        return OneOrTwoSided.interval(alternative, both.value(), both.standardError(), both.lower(), both.upper());
    }
}
