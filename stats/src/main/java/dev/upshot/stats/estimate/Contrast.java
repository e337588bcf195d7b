package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;

/**
 * Two arms' figures with their sampling variances: all that an interval of their difference or ratio needs.
 *
 * <p>A figure is a mean, a share, a ratio, a quantile or a restricted mean; m<sub>a</sub> is the baseline's, m<sub>b</sub> the candidate's.
 * With e<sub>a</sub>, e<sub>b</sub> their sampling variances (squared standard errors) and g their covariance (zero unless the arms share a
 * quantity, as a pooled CUPED coefficient or strata shares):
 *
 * <p>\[ \Delta = m_b - m_a, \quad se_\Delta^2 = e_a + e_b - 2 g \]
 *
 * <p>\[ L = \frac{\Delta}{|m_a|}, \quad se_L^2 = \frac{e_b}{m_a^2} + \frac{e_a m_b^2}{m_a^4} - \frac{2 g m_b}{m_a^3} \]
 *
 * <p>The sign of L is that of Δ, also on a negative baseline. With covariance zero the absolute and the delta-method figures are those of
 * {@link dev.upshot.stats.WelchDifference}, bit for bit.
 *
 * @param baseline m<sub>a</sub>, finite
 * @param candidate m<sub>b</sub>, finite
 * @param baselineVariance e<sub>a</sub>, sampling variance of {@code baseline}, not negative
 * @param candidateVariance e<sub>b</sub>, sampling variance of {@code candidate}, not negative
 * @param covariance g, sampling covariance of the two, finite; independent arms have 0
 * @param baselineUnits n<sub>a</sub>, independent units behind {@code baseline}, at least 1
 * @param candidateUnits n<sub>b</sub>, independent units behind {@code candidate}, at least 1
 * @param reference the distribution of fixed-n intervals
 * @param plainCandidate m<sub>b</sub> before an adjustment, finite: where the delta method takes its derivative. Under random assignment it
 *     estimates the same as {@code candidate}
 */
public record Contrast(
        double baseline,
        double candidate,
        double baselineVariance,
        double candidateVariance,
        double covariance,
        long baselineUnits,
        long candidateUnits,
        Reference reference,
        double plainCandidate) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is not finite, a variance negative, a number of units below 1
     */
    public Contrast {
        Arguments.checkFinite("baseline", baseline);
        Arguments.checkFinite("candidate", candidate);
        Arguments.checkNotNegative("baselineVariance", baselineVariance);
        Arguments.checkNotNegative("candidateVariance", candidateVariance);
        Arguments.checkFinite("covariance", covariance);
        Arguments.checkFinite("plainCandidate", plainCandidate);
        Arguments.checkCount("baselineUnits", baselineUnits, 1);
        Arguments.checkCount("candidateUnits", candidateUnits, 1);
    }

    /**
     * Without an adjustment of the candidate's figure.
     *
     * @param baseline m<sub>a</sub>, finite
     * @param candidate m<sub>b</sub>, finite
     * @param baselineVariance sampling variance of {@code baseline}, not negative
     * @param candidateVariance sampling variance of {@code candidate}, not negative
     * @param covariance sampling covariance of the two, finite
     * @param baselineUnits units behind {@code baseline}, at least 1
     * @param candidateUnits units behind {@code candidate}, at least 1
     * @param reference the distribution of fixed-n intervals
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public Contrast(
            double baseline,
            double candidate,
            double baselineVariance,
            double candidateVariance,
            double covariance,
            long baselineUnits,
            long candidateUnits,
            Reference reference) {
        this(
                baseline,
                candidate,
                baselineVariance,
                candidateVariance,
                covariance,
                baselineUnits,
                candidateUnits,
                reference,
                candidate);
    }

    /**
     * Independent arms.
     *
     * @param baseline m<sub>a</sub>, finite
     * @param baselineVariance its sampling variance, not negative
     * @param baselineUnits units behind it, at least 1
     * @param candidate m<sub>b</sub>, finite
     * @param candidateVariance its sampling variance, not negative
     * @param candidateUnits units behind it, at least 1
     * @param reference the distribution of fixed-n intervals
     * @return the contrast with covariance zero
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static Contrast independent(
            double baseline,
            double baselineVariance,
            long baselineUnits,
            double candidate,
            double candidateVariance,
            long candidateUnits,
            Reference reference) {
        return new Contrast(
                baseline, candidate, baselineVariance, candidateVariance, 0, baselineUnits, candidateUnits, reference);
    }

    /**
     * The absolute difference.
     *
     * @return Δ, in the unit of the figures
     */
    public double difference() {
        return candidate - baseline;
    }

    /**
     * The sampling variance of the absolute difference.
     *
     * @return se<sub>Δ</sub>², not negative: rounding below zero is cut off
     */
    public double differenceVariance() {
        return Math.max(0, baselineVariance + candidateVariance - 2 * covariance);
    }

    /**
     * The degrees of freedom of fixed-n intervals, of the raw sampling variances.
     *
     * @return positive; infinite for the normal reference or when both variances are zero
     */
    public double degreesOfFreedom() {
        return freedom(reference, baselineVariance, candidateVariance);
    }

    /**
     * The absolute difference with its fixed-n interval.
     *
     * @param level error rate and sides
     * @return Δ ∓ c se<sub>Δ</sub>; missing with {@link Reason#ZERO_VARIANCE}
     */
    public Result<Estimate> absolute(Level level) {
        double variance = differenceVariance();
        if (variance == 0) {
            return Result.missing(Reason.ZERO_VARIANCE);
        }
        return interval(level, difference(), variance, degreesOfFreedom());
    }

    /**
     * The relative difference with its fixed-n interval by the delta method. 0.15 is +15 %.
     *
     * <p>First-order: with few units or a baseline within a few standard errors of zero it is too narrow; prefer
     * {@link Fieller}.
     *
     * @param level error rate and sides
     * @return L ∓ c se<sub>L</sub>; missing with {@link Reason#ZERO_VARIANCE} or {@link Reason#ZERO_BASELINE_MEAN}
     */
    public Result<Estimate> relative(Level level) {
        return relativeVariance()
                .then(variance -> interval(level, difference() / Math.abs(baseline), variance, degreesOfFreedom()));
    }

    /**
     * The delta-method sampling variance of the relative difference.
     *
     * @return se<sub>L</sub>²; missing with {@link Reason#ZERO_VARIANCE} or {@link Reason#ZERO_BASELINE_MEAN}
     */
    public Result<Double> relativeVariance() {
        if (differenceVariance() == 0) {
            return Result.missing(Reason.ZERO_VARIANCE);
        }
        if (baseline == 0) {
            return Result.missing(Reason.ZERO_BASELINE_MEAN);
        }
        double m = Math.abs(baseline);
        double variance = candidateVariance / (m * m)
                + baselineVariance * (plainCandidate * plainCandidate) / ((m * m) * (m * m))
                - 2 * covariance * plainCandidate / (m * m * baseline);
        return Double.isFinite(variance) ? Result.of(Math.max(0, variance)) : Result.missing(Reason.NOT_REPRESENTABLE);
    }

    double freedom(Reference distribution, double varianceA, double varianceB) {
        double df = distribution.degreesOfFreedom(varianceA, baselineUnits, varianceB, candidateUnits);
        return df > 0 ? df : Double.POSITIVE_INFINITY;
    }

    /** The same contrast with its derivative taken elsewhere. */
    Contrast adjustedFrom(double plain) {
        return new Contrast(
                baseline,
                candidate,
                baselineVariance,
                candidateVariance,
                covariance,
                baselineUnits,
                candidateUnits,
                reference,
                plain);
    }

    static Result<Estimate> interval(Level level, double value, double variance, double df) {
        if (!Double.isFinite(value) || !Double.isFinite(variance)) {
            return Result.missing(Reason.NOT_REPRESENTABLE);
        }
        return Result.of(level.around(value, Math.sqrt(variance), df));
    }
}
