package dev.upshot.stats.sequence;

import dev.upshot.stats.Arguments;

/**
 * The anytime-valid t radius of a regression coefficient: by how much to multiply its standard error, with the residual variance estimated.
 *
 * <p>With n units, ν = n − p degrees of freedom for p coefficients, and a precision g fixed before the data are seen:
 *
 * <p>\[ r = \sqrt{\frac{\nu (1 - w)}{w - T}}, \quad T = \frac{g}{g + n}, \quad w = (T \alpha^2)^{1 / (\nu + 1)} \]
 *
 * <p>Unlike {@link ConfidenceSequence} it accounts for the estimation of the variance, as Student's t does against the normal. If w ≤ T so
 * few units exclude nothing and the radius is infinite.
 *
 * <p>Reference: Lindon, M., Ham, D. W., Tingley, M., Bojinov, I. (2022). Anytime-valid linear models and regression adjusted causal
 * inference in randomized experiments. arXiv:2210.08589; the R package avlm.
 */
public final class LinearModelRadius {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private LinearModelRadius() {}

    /**
     * The radius with a given precision.
     *
     * @param units n, 2 to 2<sup>53</sup>
     * @param coefficients p, 1 to n − 1
     * @param alpha error rate over all looks, in (0, 1)
     * @param precision g, finite and above zero
     * @return the multiplier of the standard error, above zero, possibly infinite
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static double of(long units, long coefficients, double alpha, double precision) {
        check("units", units, coefficients, alpha);
        Arguments.checkPositiveFinite("precision", precision);
        return radius((double) units, (double) (units - coefficients), alpha, precision);
    }

    /**
     * The precision that makes the radius least at a planned number of units, by golden-section search over ln g in the range where the
     * radius is finite, \( g < n \frac{\alpha^{2/\nu}}{1 - \alpha^{2/\nu}} \).
     *
     * @param plannedUnits n, 2 to 2<sup>53</sup>
     * @param coefficients p, 1 to n − 1
     * @param alpha error rate, in (0, 1)
     * @return g, at least one unless the radius is finite only below
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static double precisionFor(long plannedUnits, long coefficients, double alpha) {
        check("plannedUnits", plannedUnits, coefficients, alpha);
        double n = (double) plannedUnits;
        double nu = (double) (plannedUnits - coefficients);
        double root = StrictMath.pow(alpha, 2 / nu);
        double greatest = n * root / (1 - root);
        double low = StrictMath.log(Math.min(1, greatest / 2));
        double high = StrictMath.log(greatest);
        while (high - low > 1e-10) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (radius(n, nu, alpha, StrictMath.exp(left)) <= radius(n, nu, alpha, StrictMath.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return StrictMath.exp((low + high) / 2);
    }

    private static void check(String name, long units, long coefficients, double alpha) {
        Arguments.checkUnits(name, units, 2);
        if (coefficients < 1 || coefficients >= units) {
            throw new IllegalArgumentException(
                    "coefficients must be in [1, " + name + " - 1 = " + (units - 1) + "]: " + coefficients);
        }
        Arguments.checkAlpha(alpha);
    }

    private static double radius(double n, double nu, double alpha, double g) {
        double t = g / (g + n);
        double w = StrictMath.pow(t * alpha * alpha, 1 / (nu + 1));
        return w <= t ? Double.POSITIVE_INFINITY : Math.sqrt(nu * (1 - w) / (w - t));
    }
}
