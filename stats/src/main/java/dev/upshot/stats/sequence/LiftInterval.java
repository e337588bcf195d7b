package dev.upshot.stats.sequence;

import dev.upshot.stats.Alternative;
import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.estimate.Contrast;

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
 * reported beside a relative interval is that of the delta method; the bounds are no multiples of it.
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
     * The relative difference, by Fieller's inversion.
     *
     * <p>The bounds are the roots of \( (m_a^2 - c^2 e_a) R^2 - 2 (m_a m_b - c^2 g) R + m_b^2 - c^2 e_b = 0 \). A quarter of its discriminant
     * is computed as \( c^2 (e_b (m_a^2 - c^2 e_a) + e_a m_b^2 - 2 g m_a m_b + c^2 g^2) \), which does not cancel.
     *
     * @param contrast of the two arms
     * @param multiplier of the standard error, above zero, possibly infinite
     * @param alternative which bounds to give
     * @return the lift with its bounds; missing with {@link Reason#ZERO_VARIANCE}, {@link Reason#ZERO_BASELINE_MEAN}, or {@link
     *     Reason#UNBOUNDED} if the baseline cannot be told from zero
     * @throws IllegalArgumentException if {@code multiplier} is not above zero
     */
    public static Result<Estimate> relative(Contrast contrast, double multiplier, Alternative alternative) {
        Arguments.checkPositive("multiplier", multiplier);
        if (contrast.differenceVariance() == 0) {
            return Result.missing(Reason.ZERO_VARIANCE);
        }
        double ma = contrast.baseline();
        double mb = contrast.candidate();
        if (ma == 0) {
            return Result.missing(Reason.ZERO_BASELINE_MEAN);
        }
        double g = contrast.covariance();
        double c2 = multiplier * multiplier;
        double leading = ma * ma - c2 * contrast.baselineVariance();
        if (!(leading > 0)) {
            return Result.missing(Reason.UNBOUNDED);
        }
        double inner = contrast.candidateVariance() * leading
                + contrast.baselineVariance() * (mb * mb)
                - 2 * g * ma * mb
                + c2 * g * g;
        double root = multiplier * Math.sqrt(Math.max(0, inner));
        double middle = ma * mb - c2 * g;
        double low = (middle - root) / leading;
        double high = (middle + root) / leading;
        double lift = contrast.difference() / Math.abs(ma);
        double error = deltaError(contrast);
        return ma < 0
                ? OneOrTwoSided.interval(alternative, lift, error, 1 - high, 1 - low)
                : OneOrTwoSided.interval(alternative, lift, error, low - 1, high - 1);
    }

    /**
     * The relative difference, by the logarithm of the ratio: R / w − 1 and R · w − 1 with the ratio R and w of {@link #logRatioFactor}.
     *
     * @param contrast of the two arms
     * @param multiplier of the standard error, above zero, possibly infinite
     * @param alternative which bounds to give
     * @return the lift with its bounds; missing with {@link Reason#NON_POSITIVE_RATIO} unless both figures are above zero, {@link
     *     Reason#ZERO_VARIANCE}, or {@link Reason#UNBOUNDED} if w exceeds every number
     * @throws IllegalArgumentException if {@code multiplier} is not above zero
     */
    public static Result<Estimate> relativeByLogRatio(Contrast contrast, double multiplier, Alternative alternative) {
        Arguments.checkPositive("multiplier", multiplier);
        if (!(contrast.baseline() > 0 && contrast.candidate() > 0)) {
            return Result.missing(Reason.NON_POSITIVE_RATIO);
        }
        if (contrast.differenceVariance() == 0) {
            return Result.missing(Reason.ZERO_VARIANCE);
        }
        double factor = logRatioFactor(contrast, multiplier);
        double ratio = contrast.candidate() / contrast.baseline();
        return OneOrTwoSided.interval(
                alternative,
                contrast.difference() / contrast.baseline(),
                deltaError(contrast),
                ratio / factor - 1,
                ratio * factor - 1);
    }

    /**
     * The factor w by which a ratio is divided and multiplied: \( \exp\left(c \sqrt{e_a / m_a^2 + e_b / m_b^2 - 2 g / (m_a m_b)}\right) \),
     * published beside the bounds so that plain SQL can repeat them.
     *
     * @param contrast of the two arms, both figures above zero
     * @param multiplier of the standard error, above zero
     * @return at least one, rounded to nine decimals, possibly infinite
     * @throws IllegalArgumentException if {@code multiplier} or a figure is not above zero
     */
    public static double logRatioFactor(Contrast contrast, double multiplier) {
        Arguments.checkPositive("multiplier", multiplier);
        double ma = contrast.baseline();
        double mb = contrast.candidate();
        Arguments.checkPositive("baseline", ma);
        Arguments.checkPositive("candidate", mb);
        double variance = contrast.baselineVariance() / ma / ma
                + contrast.candidateVariance() / mb / mb
                - 2 * contrast.covariance() / ma / mb;
        double factor = variance <= 0 ? 1 : StrictMath.exp(multiplier * Math.sqrt(variance));
        return Rounded.multiplier(factor);
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

    private static double deltaError(Contrast contrast) {
        return Math.sqrt(contrast.relativeVariance().toOptional().orElse(Double.POSITIVE_INFINITY));
    }
}
