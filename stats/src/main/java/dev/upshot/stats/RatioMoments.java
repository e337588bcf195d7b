package dev.upshot.stats;

import java.math.BigInteger;

/**
 * The exact moments of a ratio of sums: of pairs of fixed-point values, a above and b below the line.
 *
 * <p>With \( R = A / B \), \( A = \sum_i a_i \) and \( B = \sum_i b_i \), the linearised unit is \( z_i = (a_i - R \, b_i) / \bar{b} \), whose
 * variance is that of a unit's influence on the ratio (delta method):
 *
 * <p>\[ v = \frac{1}{n - 1} \sum_i z_i^2 = \frac{n^2 Q}{B^4 (n - 1)}, \quad Q = B^2 \sum_i a_i^2 - 2 A B \sum_i a_i b_i + A^2 \sum_i b_i^2 \]
 *
 * <ul>
 *   <li>The mean is {@code NaN} if {@code n < 1} or {@code B = 0}.
 *   <li>The variance is {@code NaN} if {@code n < 2} or {@code B = 0}.
 *   <li>The variance is exactly zero if all units have the same ratio, however large they are.
 *   <li>With subjects as units and the number of their decisions as b, the ratio is the mean per decision and v its
 *       cluster-robust variance.
 * </ul>
 *
 * <p>Numerical method: numerator and denominator of either are exact integers and are rounded once each, to the nearest {@code double},
 * ties to even; then basic operations in the order given at {@link #mean()} and {@link #variance()}.
 *
 * <p>References:
 *
 * <ol>
 *   <li>Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 6.3. Wiley.
 *   <li>Deng, A., Knoblich, U., Lu, J. (2018). Applying the delta method in metric analytics. KDD '18, 233–242.
 * </ol>
 *
 * @param n number of units
 * @param sumA sum of a
 * @param sumSquaresA sum of a²
 * @param sumB sum of b
 * @param sumSquaresB sum of b²
 * @param sumProducts sum of a b
 * @param scaleA decimal places of a, from 0 to 9
 * @param scaleB decimal places of b, from 0 to 9
 */
public record RatioMoments(
        long n,
        BigInteger sumA,
        BigInteger sumSquaresA,
        BigInteger sumB,
        BigInteger sumSquaresB,
        BigInteger sumProducts,
        int scaleA,
        int scaleB) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a scale is not in [0, 9]
     * @throws ArithmeticException if a sum does not fit 128 bits
     */
    public RatioMoments {
        Arguments.checkScale(scaleA);
        Arguments.checkScale(scaleB);
        Arguments.check128Bits("sumA", sumA);
        Arguments.check128Bits("sumSquaresA", sumSquaresA);
        Arguments.check128Bits("sumB", sumB);
        Arguments.check128Bits("sumSquaresB", sumSquaresB);
        Arguments.check128Bits("sumProducts", sumProducts);
    }

    /**
     * The ratio of the sums in the units of the values.
     *
     * <p>Evaluated as {@code (double) A / (double) B * pB / pA} from left to right, with {@code p} = 10<sup>scale</sup>.
     *
     * @return the ratio, {@code NaN} if {@code n < 1} or B is zero
     */
    public double mean() {
        if (n < 1 || sumB.signum() == 0) {
            return Double.NaN;
        }
        return sumA.doubleValue() / sumB.doubleValue() * Powers.of10(scaleB) / Powers.of10(scaleA);
    }

    /**
     * The variance of the linearised unit in the squared unit of the ratio.
     *
     * <p>Evaluated as {@code (double) (n*n*Q) / (double) (B*B*B*B*(n-1)) * (pB*pB) / (pA*pA)} from left to right, both conversions of exact
     * integers.
     *
     * @return the variance, {@code NaN} if {@code n < 2} or B is zero
     */
    public double variance() {
        if (n < 2 || sumB.signum() == 0) {
            return Double.NaN;
        }
        BigInteger squareB = sumB.multiply(sumB);
        BigInteger q = squareB.multiply(sumSquaresA)
                .subtract(sumA.multiply(sumB).multiply(sumProducts).shiftLeft(1))
                .add(sumA.multiply(sumA).multiply(sumSquaresB));
        BigInteger units = BigInteger.valueOf(n);
        BigInteger numerator = units.multiply(units).multiply(q);
        BigInteger denominator = squareB.multiply(squareB).multiply(units.subtract(BigInteger.ONE));
        double powerA = Powers.of10(scaleA);
        double powerB = Powers.of10(scaleB);
        return numerator.doubleValue() / denominator.doubleValue() * (powerB * powerB) / (powerA * powerA);
    }
}
