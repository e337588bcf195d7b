package dev.upshot.stats.sequence;

import dev.upshot.stats.Arguments;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The beta-binomial mixture: a martingale for sums of increments that lie in [−g, h], without any approximation by the normal distribution.
 *
 * <p>With \( a = \frac{r}{h (g + h)}, b = \frac{r}{g (g + h)} \), sum s and variance v:
 *
 * <p>\[ \ln M = \frac{v}{g h} \ln(g + h) - \frac{v + h s}{h (g + h)} \ln g - \frac{v - g s}{g (g + h)} \ln h + \ln B\left(a + \frac{v + h
 * s}{h (g + h)}, b + \frac{v - g s}{g (g + h)}\right) - \ln B(a, b) \]
 *
 * <p>One-sided, B is the incomplete beta function of the upper part, from g/(g + h) to one. s must lie in [−v/h, v/g]: no sum lies outside.
 *
 * <p>References:
 *
 * <ol>
 *   <li>Howard, S. R., Ramdas, A., McAuliffe, J., Sekhon, J. (2021). Time-uniform, nonparametric, nonasymptotic confidence sequences.
 *       Annals of Statistics 49, 1055–1080, propositions 7 and 8.
 *   <li>gostevehoward/confseq, uniform_boundaries.h (the same mixture and the same choice of r).
 * </ol>
 */
public final class BetaBinomialMixture {
    private final double g;
    private final double h;
    private final double a;
    private final double b;
    private final boolean upperPart;

    private BetaBinomialMixture(double g, double h, double r, boolean upperPart) {
        this.g = g;
        this.h = h;
        this.a = r / (h * (g + h));
        this.b = r / (g * (g + h));
        this.upperPart = upperPart;
    }

    /**
     * The mixture for |S|, narrowest about where the variance reaches a planned value.
     *
     * @param variance the planned variance, finite and above zero
     * @param alpha error rate to tune for, in (0, 1)
     * @param g increments are at least −g, finite and above zero
     * @param h increments are at most h, finite and above zero
     * @return the mixture
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static BetaBinomialMixture twoSided(double variance, double alpha, double g, double h) {
        return new BetaBinomialMixture(g, h, tuned(variance, alpha, g, h), false);
    }

    /**
     * The mixture for S alone.
     *
     * @param variance the planned variance, finite and above zero
     * @param alpha error rate to tune for, in (0, 0.5)
     * @param g increments are at least −g, finite and above zero
     * @param h increments are at most h, finite and above zero
     * @return the mixture
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static BetaBinomialMixture oneSided(double variance, double alpha, double g, double h) {
        return new BetaBinomialMixture(g, h, tuned(variance, 2 * alpha, g, h), true);
    }

    private static double tuned(double variance, double alpha, double g, double h) {
        Arguments.checkPositiveFinite("g", g);
        Arguments.checkPositiveFinite("h", h);
        double rho = NormalMixture.tunedFor(variance, alpha).rho();
        return Math.max(rho - g * h, 1e-3 * g * h);
    }

    /**
     * The logarithm of the e-value.
     *
     * @param s the sum, in [−v/h, v/g]
     * @param v its variance, finite and ≥ 0
     * @return ln M
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double log(double s, double v) {
        Arguments.checkNotNegative("v", v);
        double ups = (v + h * s) / (h * (g + h));
        double downs = (v - g * s) / (g * (g + h));
        // A sum at the edge of its range may miss it by rounding.
        double slack = -1e-9 * (1 + v);
        if (!(ups >= slack && downs >= slack)) {
            throw new IllegalArgumentException("s must be in [-v/h, v/g] with v = " + v + ": " + s);
        }
        return v / (g * h) * StrictMath.log(g + h)
                - ups * StrictMath.log(g)
                - downs * StrictMath.log(h)
                + logBeta(a + Math.max(0, ups), b + Math.max(0, downs))
                - logBeta(a, b);
    }

    /**
     * The bound that S (two-sided: |S| in either direction of these increments) crosses at some time with probability at most α.
     *
     * @param v the variance, finite and above zero
     * @param alpha error rate, in (0, 1)
     * @return the least s with ln M ≥ ln(1/α), or v/g, the largest sum possible, if no possible sum has that
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public double bound(double v, double alpha) {
        Arguments.checkPositiveFinite("v", v);
        Arguments.checkAlpha(alpha);
        double threshold = -StrictMath.log(alpha);
        double low = 0;
        double high = v / g;
        if (log(high, v) < threshold) {
            return high;
        }
        while (high - low > 1e-12 * v / g) {
            double middle = (low + high) / 2;
            if (log(middle, v) < threshold) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double logBeta(double x, double y) {
        if (!upperPart) {
            return LogBeta.value(x, y);
        }
        return LogBeta.value(x, y) + StrictMath.log(RegularizedBeta.value(h / (g + h), y, x));
    }
}
