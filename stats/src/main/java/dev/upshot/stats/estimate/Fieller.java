package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Level;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;

/**
 * The relative difference with the interval of Fieller (1954): all lifts that a test of their own would not reject.
 *
 * <p>For a true lift L the figure \( \Delta - L m_a \) has the mean zero. With s<sub>a</sub> the sampling variance of m<sub>a</sub> and h the
 * covariance of Δ with m<sub>a</sub> (−e<sub>a</sub> for independent arms) the interval is
 *
 * <p>\[ \{ L : |\Delta - L m_a| \le c \sqrt{se_\Delta^2 - 2 L h + L^2 e_a} \} \]
 *
 * <p>\[ L = \frac{m_a \Delta - c^2 h \mp c \sqrt{m_a^2 e_b + m_b^2 e_a - 2 m_a m_b g - c^2 (e_a e_b - g^2)}}{m_a^2 - c^2 e_a} \]
 *
 * <p>divided by the sign of m<sub>a</sub>, so that the lift has the sign of Δ. It is not symmetric around the estimate. Unlike the delta
 * method it takes the noise of the baseline as it is.
 *
 * <ul>
 *   <li>\( m_a^2 \le c^2 e_a \), a baseline within c standard errors of zero: no bounded interval holds the lift, {@link
 *       Reason#UNBOUNDED}.
 *   <li>Zero variance, zero baseline: {@link Reason#ZERO_VARIANCE}, {@link Reason#ZERO_BASELINE_MEAN}.
 * </ul>
 *
 * <p>Numerical method: basic operations and one square root in the order of the formula; SQL on {@code float8} gives the same bits for the
 * same c.
 *
 * <p>Reference: Fieller, E. C. (1954). Some problems in interval estimation. JRSS B 16, 175–185.
 */
public final class Fieller {
    private Fieller() {}

    /**
     * The interval at a sample size fixed beforehand.
     *
     * @param contrast of the two arms
     * @param level error rate and sides
     * @return the lift; its standard error is that of the delta method
     */
    public static Result<Estimate> interval(Contrast contrast, Level level) {
        return at(contrast, level.critical(contrast.degreesOfFreedom())).map(both -> switch (level.alternative()) {
            case TWO_SIDED -> both;
            case GREATER -> bounded(both, both.lower(), Double.POSITIVE_INFINITY);
            case LESS -> bounded(both, Double.NEGATIVE_INFINITY, both.upper());
        });
    }

    /**
     * The two-sided interval at any critical value, for example that of a confidence sequence.
     *
     * @param contrast of the two arms
     * @param critical c, finite; a negative one, of a one-sided level above one half, exchanges the bounds
     * @return the lift; its standard error is that of the delta method
     * @throws IllegalArgumentException if {@code critical} is not finite
     */
    public static Result<Estimate> at(Contrast contrast, double critical) {
        Arguments.checkFinite("critical", critical);
        return contrast.relativeVariance().then(variance -> at(contrast, critical, Math.sqrt(variance)));
    }

    private static Result<Estimate> at(Contrast contrast, double c, double standardError) {
        double m = contrast.baseline();
        double candidate = contrast.candidate();
        double ea = contrast.baselineVariance();
        double eb = contrast.candidateVariance();
        double g = contrast.covariance();
        double squared = c * c;
        double leading = m * m - squared * ea;
        if (!(leading > 0)) {
            return Result.missing(Reason.UNBOUNDED);
        }
        double inside = m * m * eb + candidate * candidate * ea - 2 * m * candidate * g - squared * (ea * eb - g * g);
        double centre = m * contrast.difference() - squared * (g - ea);
        double half = c * Math.sqrt(Math.max(0, inside));
        double sign = Math.signum(m);
        double lower = (sign * centre - half) / leading;
        double upper = (sign * centre + half) / leading;
        if (!Double.isFinite(lower) || !Double.isFinite(upper)) {
            return Result.missing(Reason.NOT_REPRESENTABLE);
        }
        return Result.of(new Estimate(contrast.difference() / Math.abs(m), standardError, lower, upper));
    }

    private static Estimate bounded(Estimate both, double lower, double upper) {
        return new Estimate(both.value(), both.standardError(), lower, upper);
    }
}
