package dev.upshot.stats.multiple;

import dev.upshot.stats.Arguments;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * e-values: evidence against "no difference" whose mean is at most one if there is none, at any stopping time. They are handled by their
 * logarithms, which do not overflow.
 *
 * <p>References:
 *
 * <ol>
 *   <li>Vovk, V., Wang, R. (2021). E-values: calibration, combination and applications. Annals of Statistics 49, 1736–1754.
 *   <li>Wang, R., Ramdas, A. (2022). False discovery rate control with e-values. JRSS B 84, 822–852.
 * </ol>
 */
public final class EValues {
    private EValues() {}

    /**
     * The average: an e-value against "none of them differs", under any dependence.
     *
     * @param logEValues ln e of at least one comparison; −∞ is an e-value of zero, +∞ one of infinity
     * @return the logarithm of the mean of the e-values
     * @throws IllegalArgumentException if there is none or one is NaN
     */
    public static double logMean(double... logEValues) {
        check(logEValues);
        double greatest = Double.NEGATIVE_INFINITY;
        for (double log : logEValues) {
            greatest = Math.max(greatest, log);
        }
        if (Double.isInfinite(greatest)) {
            return greatest;
        }
        double sum = 0;
        for (double log : logEValues) {
            sum += StrictMath.exp(log - greatest);
        }
        return greatest + StrictMath.log(sum / logEValues.length);
    }

    /**
     * The p-value that an e-value is worth.
     *
     * @param logEValue ln e
     * @return min(1, 1/e), in [0, 1]
     * @throws IllegalArgumentException if it is NaN
     */
    public static double pValue(double logEValue) {
        check(logEValue);
        return Math.min(1, StrictMath.exp(-logEValue));
    }

    /**
     * The e-BH procedure: which comparisons may be claimed so that the expected share of false ones among them is at most α, under any
     * dependence and at any stopping time. With e sorted falling it claims the first k, the greatest k with \( e_{(k)} \ge m / (k \alpha) \).
     *
     * @param alpha false discovery rate, in (0, 1)
     * @param logEValues ln e of each comparison
     * @return for each comparison, in the same order, whether it may be claimed
     * @throws IllegalArgumentException if {@code alpha} is outside its range, or a value is NaN
     */
    public static boolean[] benjaminiHochberg(double alpha, double... logEValues) {
        Arguments.checkAlpha(alpha);
        int m = logEValues.length;
        boolean[] claimed = new boolean[m];
        if (m == 0) {
            return claimed;
        }
        check(logEValues);
        int[] falling = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -logEValues[i]))
                .mapToInt(i -> i)
                .toArray();
        int claims = 0;
        for (int k = 1; k <= m; k++) {
            if (logEValues[falling[k - 1]] >= StrictMath.log(m / (k * alpha))) {
                claims = k;
            }
        }
        for (int k = 0; k < claims; k++) {
            claimed[falling[k]] = true;
        }
        return claimed;
    }

    private static void check(double... logEValues) {
        if (logEValues.length == 0) {
            throw new IllegalArgumentException("logEValues must not be empty");
        }
        for (double log : logEValues) {
            if (Double.isNaN(log)) {
                throw new IllegalArgumentException("logEValues must not be NaN");
            }
        }
    }
}
