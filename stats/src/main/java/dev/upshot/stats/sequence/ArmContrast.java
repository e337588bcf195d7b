package dev.upshot.stats.sequence;

import dev.upshot.stats.argument.Require;

/**
 * Two independent arm means with their squared standard errors, and where their difference and ratio may lie.
 *
 * <p>Any clock's multiplier c makes the bounds; with that of a {@link ConfidenceSequence} they hold at every look at once. With baseline a,
 * candidate b, means m and squared standard errors e:
 *
 * <ul>
 *   <li>{@link #absolute}: \( m_b - m_a \mp c \sqrt{e_a + e_b} \)
 *   <li>{@link #relative}: every L with \( |m_b - (1 + L) m_a| \le c \sqrt{e_b + (1 + L)^2 e_a} \) (Fieller). For each L the left side is a
 *       linear contrast of two means, so what makes the absolute bounds valid makes these valid, and no ratio of estimates is ever
 *       approximated by a tangent. Unbounded if \( c^2 e_a \ge m_a^2 \).
 *   <li>{@link #relativeByLogRatio}: \( \exp\left(\ln\frac{m_b}{m_a} \mp c \sqrt{\frac{e_a}{m_a^2} + \frac{e_b}{m_b^2}}\right) - 1 \), for
 *       proportions and other means above zero.
 * </ul>
 *
 * <p>A relative difference is \( (m_b - m_a) / |m_a| \): its sign is that of the absolute one, also on a negative baseline.
 *
 * <p>References:
 *
 * <ol>
 *   <li>Fieller, E. C. (1954). Some problems in interval estimation. JRSS B 16, 175–185.
 *   <li>Katz, D., Baptista, J., Azen, S. P., Pike, M. C. (1978). Obtaining confidence intervals for the risk ratio. Biometrics 34.
 * </ol>
 *
 * @param baselineMean at most 10<sup>150</sup> in magnitude
 * @param baselineSquaredError the baseline mean's squared standard error, variance / n; finite and ≥ 0
 * @param candidateMean at most 10<sup>150</sup> in magnitude
 * @param candidateSquaredError the candidate mean's squared standard error; finite and ≥ 0
 */
public record ArmContrast(
        double baselineMean, double baselineSquaredError, double candidateMean, double candidateSquaredError) {
    /**
     * A contrast.
     *
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public ArmContrast {
        Require.moderate("baselineMean", baselineMean);
        Require.nonNegative("baselineSquaredError", baselineSquaredError);
        Require.moderate("candidateMean", candidateMean);
        Require.nonNegative("candidateSquaredError", candidateSquaredError);
    }

    /**
     * The absolute difference.
     *
     * @return candidate mean minus baseline mean
     */
    public double difference() {
        return candidateMean - baselineMean;
    }

    /**
     * The absolute difference's standard error.
     *
     * @return at least zero
     */
    public double standardError() {
        return Math.sqrt(baselineSquaredError + candidateSquaredError);
    }

    /**
     * Where the absolute difference may lie.
     *
     * @param multiplier of the standard error, above zero, possibly infinite
     * @param sides which bounds to give
     * @return an interval, {@link Bounds.Unbounded} for an infinite multiplier, or missing for a standard error of zero
     * @throws IllegalArgumentException if {@code multiplier} is not above zero
     */
    public Bounds absolute(double multiplier, Sides sides) {
        requireMultiplier(multiplier);
        double standardError = standardError();
        if (standardError == 0) {
            return new Bounds.Missing(Bounds.Why.ZERO_VARIANCE);
        }
        double half = multiplier * standardError;
        if (!(half + Math.abs(difference()) <= Double.MAX_VALUE)) {
            return new Bounds.Unbounded();
        }
        return sides.around(difference() - half, difference() + half);
    }

    /**
     * Where the relative difference may lie, by Fieller's inversion.
     *
     * <p>The bounds are the roots of \( (m_a^2 - c^2 e_a) R^2 - 2 m_a m_b R + m_b^2 - c^2 e_b = 0 \) with R = 1 + L. The discriminant is
     * computed as \( c^2 (e_b (m_a^2 - c^2 e_a) + e_a m_b^2) \), which does not cancel.
     *
     * @param multiplier of the standard error, above zero, possibly infinite
     * @param sides which bounds to give
     * @return an interval, {@link Bounds.Unbounded} if the baseline cannot be told from zero, or missing for a standard error of zero
     * @throws IllegalArgumentException if {@code multiplier} is not above zero
     */
    public Bounds relative(double multiplier, Sides sides) {
        requireMultiplier(multiplier);
        if (standardError() == 0) {
            return new Bounds.Missing(Bounds.Why.ZERO_VARIANCE);
        }
        double a = Math.abs(baselineMean);
        double b = baselineMean < 0 ? -candidateMean : candidateMean;
        double c2 = multiplier * multiplier;
        double leading = a * a - c2 * baselineSquaredError;
        if (!(leading > 0)) {
            return new Bounds.Unbounded();
        }
        double root = multiplier
                * Math.sqrt(candidateSquaredError * leading
                        + baselineSquaredError * (candidateMean * candidateMean));
        double low = (a * b - root) / leading;
        double high = (a * b + root) / leading;
        if (!(Math.abs(low) <= Double.MAX_VALUE && Math.abs(high) <= Double.MAX_VALUE)) {
            return new Bounds.Unbounded();
        }
        return baselineMean < 0 ? sides.around(1 - high, 1 - low) : sides.around(low - 1, high - 1);
    }

    /**
     * Where the relative difference may lie, by the logarithm of the ratio.
     *
     * <p>Computed as R / w − 1 and R · w − 1 with the ratio R and \( w = \exp(c s) \) rounded to nine decimals, see {@link
     * #logRatioFactor}.
     *
     * @param multiplier of the standard error, above zero, possibly infinite
     * @param sides which bounds to give
     * @return an interval, {@link Bounds.Unbounded} if w exceeds every number, or missing if a mean is not above zero or nothing varies
     * @throws IllegalArgumentException if {@code multiplier} is not above zero
     */
    public Bounds relativeByLogRatio(double multiplier, Sides sides) {
        requireMultiplier(multiplier);
        if (!(baselineMean > 0 && candidateMean > 0)) {
            return new Bounds.Missing(Bounds.Why.MEAN_NOT_POSITIVE);
        }
        if (standardError() == 0) {
            return new Bounds.Missing(Bounds.Why.ZERO_VARIANCE);
        }
        double factor = logRatioFactor(multiplier);
        double ratio = candidateMean / baselineMean;
        if (!(ratio * factor <= Double.MAX_VALUE)) {
            return new Bounds.Unbounded();
        }
        return sides.around(ratio / factor - 1, ratio * factor - 1);
    }

    /**
     * The factor by which the ratio is divided and multiplied: \( \exp\left(c \sqrt{e_a / m_a^2 + e_b / m_b^2}\right) \), published beside the
     * bounds so that plain SQL can repeat them.
     *
     * @param multiplier of the standard error, above zero
     * @return at least one, rounded to nine decimals, possibly infinite
     * @throws IllegalArgumentException if {@code multiplier} is not above zero or a mean is not
     */
    public double logRatioFactor(double multiplier) {
        requireMultiplier(multiplier);
        Require.positive("baselineMean", baselineMean);
        Require.positive("candidateMean", candidateMean);
        double s = Math.sqrt(baselineSquaredError / (baselineMean * baselineMean)
                + candidateSquaredError / (candidateMean * candidateMean));
        return Rounded.multiplier(StrictMath.exp(multiplier * s));
    }

    /**
     * How many standard errors the data are from a relative difference, as the inversion in {@link #relative} counts them.
     *
     * @param lift the relative difference to test, at most 10<sup>150</sup> in magnitude; zero tests "no difference"
     * @return the statistic for a p-value or an e-value, with the sign of (observed − {@code lift}); zero if nothing varies
     * @throws IllegalArgumentException if {@code lift} is outside its range
     */
    public double z(double lift) {
        Require.moderate("lift", lift);
        double ratio = baselineMean < 0 ? 1 - lift : 1 + lift;
        double error = Math.sqrt(candidateSquaredError + ratio * ratio * baselineSquaredError);
        return error == 0 ? 0 : (candidateMean - ratio * baselineMean) / error;
    }

    private static void requireMultiplier(double multiplier) {
        if (!(multiplier > 0)) {
            throw new IllegalArgumentException("multiplier must be > 0: " + multiplier);
        }
    }
}
