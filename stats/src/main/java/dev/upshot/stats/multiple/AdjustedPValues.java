package dev.upshot.stats.multiple;

import dev.upshot.stats.Arguments;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * p-values of several comparisons, adjusted so that each can be held against the error rate of all together.
 *
 * <ul>
 *   <li>{@link #holm}: the probability of any false claim (family-wise error rate), under any dependence.
 *   <li>{@link #benjaminiHochberg}: the expected share of false claims among the claims (false discovery rate), for independent or positively
 *       dependent comparisons, as KPIs of the same arms usually are.
 * </ul>
 *
 * <p>The order is that of the input; no p-values give none. Anytime-valid p-values stay so.
 */
public final class AdjustedPValues {
    private AdjustedPValues() {}

    /**
     * Holm's step-down adjustment: with p sorted rising, the running maximum of \( \min(1, (m - i + 1) p_{(i)}) \).
     *
     * <p>Reference: Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6, 65–70.
     *
     * @param pValues each in [0, 1]
     * @return adjusted p-values in the same order
     * @throws IllegalArgumentException if a p-value is not in [0, 1]
     */
    public static double[] holm(double... pValues) {
        int[] rising = rising(pValues);
        int m = pValues.length;
        double[] adjusted = new double[m];
        double running = 0;
        for (int i = 0; i < m; i++) {
            running = Math.max(running, Math.min(1, pValues[rising[i]] * (m - i)));
            adjusted[rising[i]] = running;
        }
        return adjusted;
    }

    /**
     * Benjamini and Hochberg's step-up adjustment: with p sorted rising, the running minimum, from the largest, of \( p_{(i)} m / i \).
     *
     * <p>Reference: Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate. JRSS B 57, 289–300.
     *
     * @param pValues each in [0, 1]
     * @return adjusted p-values in the same order
     * @throws IllegalArgumentException if a p-value is not in [0, 1]
     */
    public static double[] benjaminiHochberg(double... pValues) {
        int[] rising = rising(pValues);
        int m = pValues.length;
        double[] adjusted = new double[m];
        double running = 1;
        for (int i = m - 1; i >= 0; i--) {
            running = Math.min(running, pValues[rising[i]] * m / (i + 1));
            // p m / m may round below p.
            adjusted[rising[i]] = Math.max(pValues[rising[i]], running);
        }
        return adjusted;
    }

    private static int[] rising(double[] pValues) {
        for (double p : pValues) {
            Arguments.checkClosedUnit("pValues", p);
        }
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(i -> i)
                .toArray();
    }
}
