package dev.upshot.stats;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The difference of two arms' means by Welch's t interval, absolute and as a share of the baseline's mean.
 *
 * <p>With baseline a and candidate b, means m, unbiased sample variances v, \( e = v / n \) and \( t \) the quantile of Student's
 * distribution:
 *
 * <p>\[ \Delta = m_b - m_a, \quad se = \sqrt{e_a + e_b}, \quad \nu = \frac{(e_a + e_b)^2}{e_a^2 / (n_a - 1) + e_b^2 / (n_b - 1)} \]
 *
 * <p>\[ L = \frac{\Delta}{|m_a|}, \quad se_L = \sqrt{\frac{e_b}{m_a^2} + \frac{e_a m_b^2}{m_a^4}} \]
 *
 * <p>and the interval of either is \( estimate \mp c \, se \) with \( c = t_{1 - \alpha/2, \nu} \). The sign of the relative difference is
 * that of the absolute one, also on a negative baseline.
 *
 * <ul>
 *   <li>No unit in an arm, or fewer than two: both differences are absent, see {@link Reason}.
 *   <li>Ratios whose denominators sum to zero in an arm: both are absent.
 *   <li>A standard error of zero: both are absent. One arm of equal values is no obstacle.
 *   <li>A baseline mean of zero: the relative difference is absent.
 *   <li>The interval holds for a sample size fixed beforehand: looking repeatedly and stopping at will voids its error rate.
 *   <li>The relative interval is first-order (delta method): with few units or a baseline mean within a few standard errors of zero it is
 *       too narrow.
 * </ul>
 *
 * <p>Numerical method: basic operations and square roots in the order the formulas are written, with \( m_a^4 \) as
 * {@code (m*m)*(m*m)} and \( m_b^2 \) taken first; {@code c} is rounded to nine decimals, half even, so that implementations of the
 * quantile agree. Repeating these steps on {@code float8} in PostgreSQL gives the same bits.
 *
 * <p>References:
 *
 * <ol>
 *   <li>Welch, B. L. (1947). The generalization of "Student's" problem when several different population variances are involved.
 *       Biometrika 34, 28–35.
 *   <li>Satterthwaite, F. E. (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin 2, 110–114.
 *   <li>Deng, A., Knoblich, U., Lu, J. (2018). Applying the delta method in metric analytics. KDD '18, 233–242.
 * </ol>
 */
public final class WelchDifference {
    private final @Nullable Estimate absolute;
    private final @Nullable Estimate relative;
    private final OptionalDouble degreesOfFreedom;
    private final OptionalDouble criticalValue;
    private final Optional<Reason> reason;

    private WelchDifference(Reason reason) {
        this.absolute = null;
        this.relative = null;
        this.degreesOfFreedom = OptionalDouble.empty();
        this.criticalValue = OptionalDouble.empty();
        this.reason = Optional.of(reason);
    }

    private WelchDifference(
            Estimate absolute, @Nullable Estimate relative, double degreesOfFreedom, double criticalValue) {
        this.absolute = absolute;
        this.relative = relative;
        this.degreesOfFreedom = OptionalDouble.of(degreesOfFreedom);
        this.criticalValue = OptionalDouble.of(criticalValue);
        this.reason = relative == null ? Optional.of(Reason.ZERO_BASELINE_MEAN) : Optional.empty();
    }

    /**
     * Compares two arms.
     *
     * @param baseline moments of the baseline arm
     * @param candidate moments of the candidate arm, of the same scale
     * @param alpha two-sided error rate of the intervals, in (0, 1)
     * @return the differences, or the reason for which one is missing
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1) or is below 2<sup>-53</sup>, if the scales differ, or if no sample
     *     can have such moments (negative n, n Q &lt; S²)
     */
    public static WelchDifference of(Moments baseline, Moments candidate, double alpha) {
        Arguments.checkAlpha(alpha);
        Arguments.checkSample("baseline", baseline);
        Arguments.checkSample("candidate", candidate);
        Arguments.checkSameScale("candidate", baseline.scale(), candidate.scale());
        return of(Arm.of(baseline), Arm.of(candidate), alpha);
    }

    /**
     * Compares the ratios of two arms: the means are ratios of sums, the variances those of the linearised units.
     *
     * @param baseline moments of the baseline arm
     * @param candidate moments of the candidate arm, of the same scales
     * @param alpha two-sided error rate of the intervals, in (0, 1)
     * @return the differences, or the reason for which one is missing
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1) or is below 2<sup>-53</sup>, if the scales differ, or if
     *     {@code n} is negative
     */
    public static WelchDifference of(RatioMoments baseline, RatioMoments candidate, double alpha) {
        Arguments.checkAlpha(alpha);
        Arguments.checkSample("baseline", baseline);
        Arguments.checkSample("candidate", candidate);
        Arguments.checkSameScale("candidate", baseline.scaleA(), candidate.scaleA());
        Arguments.checkSameScale("candidate", baseline.scaleB(), candidate.scaleB());
        return of(Arm.of(baseline), Arm.of(candidate), alpha);
    }

    /** What the comparison needs to know of an arm. */
    private record Arm(long n, double mean, double variance, boolean hasDivisor) {
        static Arm of(Moments m) {
            return new Arm(m.n(), m.mean(), m.variance(), true);
        }

        static Arm of(RatioMoments m) {
            return new Arm(m.n(), m.mean(), m.variance(), m.sumB().signum() != 0);
        }

        /** The squared standard error of the mean. */
        double error() {
            return variance / (double) n;
        }
    }

    private static WelchDifference of(Arm baseline, Arm candidate, double alpha) {
        if (baseline.n() == 0) {
            return new WelchDifference(Reason.BASELINE_EMPTY);
        }
        if (candidate.n() == 0) {
            return new WelchDifference(Reason.CANDIDATE_EMPTY);
        }
        if (baseline.n() < 2 || candidate.n() < 2) {
            return new WelchDifference(Reason.TOO_FEW_UNITS);
        }
        if (!baseline.hasDivisor() || !candidate.hasDivisor()) {
            return new WelchDifference(Reason.ZERO_DENOMINATOR);
        }
        double errorA = baseline.error();
        double errorB = candidate.error();
        double standardError = Math.sqrt(errorA + errorB);
        if (standardError == 0) {
            return new WelchDifference(Reason.ZERO_VARIANCE);
        }
        double df = (errorA + errorB)
                * (errorA + errorB)
                / (errorA * errorA / (double) (baseline.n() - 1) + errorB * errorB / (double) (candidate.n() - 1));
        double critical = Level.twoSided(alpha).critical(df);
        double meanA = baseline.mean();
        double meanB = candidate.mean();
        double difference = meanB - meanA;
        Estimate absolute = interval(difference, standardError, critical);
        if (meanA == 0) {
            return new WelchDifference(absolute, null, df, critical);
        }
        double m = Math.abs(meanA);
        double relativeError = Math.sqrt(errorB / (m * m) + errorA * (meanB * meanB) / ((m * m) * (m * m)));
        return new WelchDifference(absolute, interval(difference / m, relativeError, critical), df, critical);
    }

    /**
     * The candidate's mean minus the baseline's, in the unit of the values.
     *
     * @return the difference, or null if {@link #reason()} says so
     */
    public @Nullable Estimate absolute() {
        return absolute;
    }

    /**
     * The difference as a share of the baseline mean's magnitude: 0.15 is +15 %.
     *
     * @return the lift, or null if {@link #reason()} says so
     */
    public @Nullable Estimate relative() {
        return relative;
    }

    /**
     * The Welch–Satterthwaite degrees of freedom, of the raw variances, used by both intervals.
     *
     * @return at least 1 up to rounding; empty without an interval
     */
    public OptionalDouble degreesOfFreedom() {
        return degreesOfFreedom;
    }

    /**
     * The multiplier of the standard error, rounded to nine decimals.
     *
     * @return a positive number; empty without an interval
     */
    public OptionalDouble criticalValue() {
        return criticalValue;
    }

    /**
     * Why a difference is missing.
     *
     * @return the first reason that applies; empty when both differences are given
     */
    public Optional<Reason> reason() {
        return reason;
    }

    private static Estimate interval(double value, double standardError, double critical) {
        return new Estimate(value, standardError, value - critical * standardError, value + critical * standardError);
    }
}
