package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;

/**
 * The relative difference with an interval that is symmetric in the logarithm of the ratio.
 *
 * <p>\[ r = m_b / m_a, \quad s^2 = \frac{e_a}{m_a^2} + \frac{e_b}{m_b^2} - \frac{2 g}{m_a m_b}, \quad L = e^{\ln r \mp c s} - 1 \]
 *
 * <p>with Welch's degrees of freedom taken on the logarithmic scale. It suits shares and other positive figures far from zero: a lift
 * cannot fall below −100 %. On a negative baseline (both figures negative) the lift is turned so that its sign is that of Δ.
 *
 * <ul>
 *   <li>A ratio that is zero or negative: {@link Reason#NON_POSITIVE_RATIO}.
 *   <li>Zero variance, zero baseline: {@link Reason#ZERO_VARIANCE}, {@link Reason#ZERO_BASELINE_MEAN}.
 * </ul>
 *
 * <p>Numerical method: one exponential in Java's {@link StrictMath}; r, s and c use basic operations and square roots and can be
 * reproduced bit for bit elsewhere, the bounds up to the last digits of the platform's exponential.
 */
public final class LogRatio {
    private final double ratio;
    private final double standardError;
    private final double degreesOfFreedom;
    private final double sign;

    private LogRatio(double ratio, double standardError, double degreesOfFreedom, double sign) {
        this.ratio = ratio;
        this.standardError = standardError;
        this.degreesOfFreedom = degreesOfFreedom;
        this.sign = sign;
    }

    /**
     * The ratio of a contrast's figures.
     *
     * @param contrast of the two arms
     * @return the ratio, or why there is none
     */
    public static Result<LogRatio> of(Contrast contrast) {
        return of(contrast, contrast.reference());
    }

    /**
     * The ratio of a contrast's figures when a unit's spread is the same share of the figure in both arms: the unit variances over the
     * squared figures are pooled, with n<sub>a</sub> + n<sub>b</sub> − 2 degrees of freedom.
     *
     * @param contrast of independent arms, each with its own variance
     * @return the ratio, or why there is none
     * @throws IllegalArgumentException if the contrast's covariance is not zero
     */
    public static Result<LogRatio> pooled(Contrast contrast) {
        if (contrast.covariance() != 0) {
            throw new IllegalArgumentException("contrast must have covariance 0: " + contrast.covariance());
        }
        return of(contrast, Reference.POOLED);
    }

    private static Result<LogRatio> of(Contrast contrast, Reference reference) {
        return contrast.relativeVariance().then(ignored -> {
            double a = contrast.baseline();
            double b = contrast.candidate();
            double ratio = b / a;
            if (!(ratio > 0)) {
                return Result.missing(Reason.NON_POSITIVE_RATIO);
            }
            double unitsA = (double) contrast.baselineUnits();
            double unitsB = (double) contrast.candidateUnits();
            double relativeA = contrast.baselineVariance() / (a * a);
            double relativeB = contrast.candidateVariance() / (b * b);
            double df = contrast.freedom(reference, relativeA, relativeB);
            if (reference == Reference.POOLED) {
                double pooled = Reference.pooled(
                        relativeA * unitsA, contrast.baselineUnits(), relativeB * unitsB, contrast.candidateUnits());
                relativeA = pooled / unitsA;
                relativeB = pooled / unitsB;
            }
            double variance = Math.max(0, relativeA + relativeB - 2 * contrast.covariance() / (a * b));
            return Double.isFinite(ratio) && Double.isFinite(variance)
                    ? Result.of(new LogRatio(ratio, Math.sqrt(variance), df, Math.signum(a)))
                    : Result.missing(Reason.NOT_REPRESENTABLE);
        });
    }

    /**
     * The standard error of the ratio's logarithm.
     *
     * @return s
     */
    public double standardError() {
        return standardError;
    }

    /**
     * The ratio of candidate over baseline.
     *
     * @return r, positive
     */
    public double ratio() {
        return ratio;
    }

    /**
     * The interval at a sample size fixed beforehand.
     *
     * @param level error rate and sides
     * @return the lift; its standard error is r s
     */
    public Result<Estimate> interval(Level level) {
        return at(level.critical(degreesOfFreedom)).map(both -> switch (level.alternative()) {
            case TWO_SIDED -> both;
            case GREATER -> new Estimate(both.value(), both.standardError(), both.lower(), Double.POSITIVE_INFINITY);
            case LESS -> new Estimate(both.value(), both.standardError(), Double.NEGATIVE_INFINITY, both.upper());
        });
    }

    /**
     * The two-sided interval at any critical value, for example that of a confidence sequence.
     *
     * @param critical c, finite
     * @return the lift; its standard error is r s; {@link Reason#NOT_REPRESENTABLE} if a bound overflows
     * @throws IllegalArgumentException if {@code critical} is not finite
     */
    public Result<Estimate> at(double critical) {
        Arguments.checkFinite("critical", critical);
        double width = sign * critical * standardError;
        double lower = sign * (ratio * StrictMath.exp(-width) - 1);
        double upper = sign * (ratio * StrictMath.exp(width) - 1);
        return Double.isFinite(lower) && Double.isFinite(upper)
                ? Result.of(new Estimate(sign * (ratio - 1), ratio * standardError, lower, upper))
                : Result.missing(Reason.NOT_REPRESENTABLE);
    }
}
