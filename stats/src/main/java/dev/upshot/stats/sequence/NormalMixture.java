package dev.upshot.stats.sequence;

import dev.upshot.stats.Arguments;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The normal mixture: a martingale that a sum S with variance process v of mean-zero increments makes, and the bound that S never crosses
 * at any time but with probability α.
 *
 * <p>\[ \text{two-sided: } \ln M = \frac12 \ln\frac{\rho}{v + \rho} + \frac{s^2}{2 (v + \rho)}, \quad |S| \le \sqrt{(v + \rho)
 * \left(\ln\frac{v + \rho}{\rho} + 2 \ln\frac1\alpha\right)} \]
 *
 * <p>\[ \text{one-sided: } \ln M = \frac12 \ln\frac{4 \rho}{v + \rho} + \frac{s^2}{2 (v + \rho)} + \ln \Phi\left(\frac{s}{\sqrt{v +
 * \rho}}\right) \]
 *
 * <p>M is an e-value: its mean is at most one if the increments have mean zero (one-sided: at most zero), at any stopping time. ρ sets
 * where the bound is narrowest; it must be fixed before the data are seen.
 *
 * <p>References:
 *
 * <ol>
 *   <li>Howard, S. R., Ramdas, A., McAuliffe, J., Sekhon, J. (2021). Time-uniform, nonparametric, nonasymptotic confidence sequences.
 *       Annals of Statistics 49, 1055–1080, propositions 5 and 6.
 *   <li>Robbins, H. (1970). Statistical methods related to the law of the iterated logarithm. Annals of Mathematical Statistics 41.
 * </ol>
 */
public final class NormalMixture {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int MAX_STEPS = 200;

    private final double rho;

    private NormalMixture(double rho) {
        this.rho = rho;
    }

    /**
     * A mixture with a given ρ.
     *
     * @param rho finite, above zero, in the unit of the variance process
     * @return the mixture
     * @throws IllegalArgumentException if {@code rho} is not
     */
    public static NormalMixture of(double rho) {
        Arguments.checkPositiveFinite("rho", rho);
        return new NormalMixture(rho);
    }

    /**
     * The mixture whose bound is narrowest about where the variance process reaches a planned value:
     *
     * <p>\[ \rho = \frac{v}{2 \ln(1/\alpha) + \ln(1 + 2 \ln(1/\alpha))} \]
     *
     * @param variance the planned value of the variance process, finite and above zero
     * @param alpha error rate in (0, 1); for a one-sided bound twice its error rate
     * @return the mixture
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static NormalMixture tunedFor(double variance, double alpha) {
        Arguments.checkPositiveFinite("variance", variance);
        Arguments.checkAlpha(alpha);
        double twice = -2 * StrictMath.log(alpha);
        return new NormalMixture(variance / (twice + StrictMath.log(1 + twice)));
    }

    /**
     * The mixture's parameter.
     *
     * @return ρ &gt; 0
     */
    public double rho() {
        return rho;
    }

    /**
     * The logarithm of the two-sided e-value.
     *
     * @param s the sum, finite
     * @param v its variance, finite and ≥ 0
     * @return ln M
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double logTwoSided(double s, double v) {
        Arguments.checkFinite("s", s);
        Arguments.checkNotNegative("v", v);
        return 0.5 * StrictMath.log(rho / (v + rho)) + s * s / (2 * (v + rho));
    }

    /**
     * The logarithm of the e-value against "at most zero".
     *
     * @param s the sum, finite
     * @param v its variance, finite and ≥ 0
     * @return ln M
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double logOneSided(double s, double v) {
        Arguments.checkFinite("s", s);
        Arguments.checkNotNegative("v", v);
        double total = v + rho;
        double x = s / Math.sqrt(total);
        return 0.5 * StrictMath.log(4 * rho / total) + x * x / 2 + logCumulative(x);
    }

    /**
     * The bound that |S| crosses at some time with probability at most α.
     *
     * @param v the variance, finite and ≥ 0
     * @param alpha error rate in (0, 1)
     * @return the bound, above zero
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double twoSidedBound(double v, double alpha) {
        Arguments.checkNotNegative("v", v);
        Arguments.checkAlpha(alpha);
        return Math.sqrt((v + rho) * (StrictMath.log((v + rho) / rho) - 2 * StrictMath.log(alpha)));
    }

    /**
     * The bound that S crosses at some time with probability at most α: the root of {@link #logOneSided} = ln(1/α), by Newton's method,
     * which converges from the right because ln M is increasing and convex there.
     *
     * @param v the variance, finite and ≥ 0
     * @param alpha error rate in (0, 1)
     * @return the bound
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double oneSidedBound(double v, double alpha) {
        double s = oneSidedClosedForm(v, alpha);
        double threshold = -StrictMath.log(alpha);
        double scale = Math.sqrt(v + rho);
        for (int step = 0; step < MAX_STEPS; step++) {
            double x = s / scale;
            double slope = (x + StrictMath.exp(NORMAL.logDensity(x) - logCumulative(x))) / scale;
            double next = s - (logOneSided(s, v) - threshold) / slope;
            if (Math.abs(next - s) <= 1e-12 * scale) {
                return next;
            }
            s = next;
        }
        return s;
    }

    /**
     * A slightly wider one-sided bound in closed form:
     *
     * <p>\[ S \le \sqrt{2 (v + \rho) \ln\left(1 + \frac{\sqrt{(v + \rho) / \rho}}{2 \alpha}\right)} \]
     *
     * <p>Waudby-Smith et al. (2023), arXiv:2103.06476v7, equation 134.
     *
     * @param v the variance, finite and ≥ 0
     * @param alpha error rate in (0, 1)
     * @return the bound, above zero, not below {@link #oneSidedBound}
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double oneSidedClosedForm(double v, double alpha) {
        Arguments.checkNotNegative("v", v);
        Arguments.checkAlpha(alpha);
        return Math.sqrt(2 * (v + rho) * StrictMath.log(1 + Math.sqrt((v + rho) / rho) / (2 * alpha)));
    }

    private static double logCumulative(double x) {
        // Far below zero Φ underflows; there Φ(x) ≈ φ(x) / −x, exact to 1/x².
        return x < -37 ? NORMAL.logDensity(x) - StrictMath.log(-x) : StrictMath.log(NORMAL.cumulativeProbability(x));
    }
}
