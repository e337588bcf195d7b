package dev.upshot.stats;

import java.math.BigInteger;

/**
 * The exact first two moments of fixed-point values.
 *
 * <p>With values \( y_i = x_i \, 10^{scale} \), all of them integers:
 *
 * <p>\[ n = \sum_i 1, \quad S = \sum_i y_i, \quad Q = \sum_i y_i^2 \]
 *
 * <p>Moments form a group under {@link #plus(Moments)} and {@link #minus(Moments)}: integers are added and taken away in any order with the
 * same result to the last bit, so a correction is exact. Therefore {@code n}, and with it {@code sumSquares}, may be negative: that is an
 * increment that takes units away. Only the moments of a sample have a mean and a variance.
 *
 * <ul>
 *   <li>The mean is {@code NaN} if {@code n < 1}.
 *   <li>The variance is {@code NaN} if {@code n < 2}.
 *   <li>The variance of equal values is exactly zero, however large they are.
 *   <li>Above 2<sup>53</sup> units {@code n} is rounded to the nearest {@code double} where it divides; the relative error of that is below
 *       2<sup>-53</sup>. Sums and the numerator of the variance stay exact.
 * </ul>
 *
 * <p>Numerical method: sums are kept in integers of 128 bits (two's complement), as Apache Commons Statistics' {@code IntVariance} keeps
 * them, and rounded once each, to the nearest {@code double}, ties to even. No cancellation occurs at any {@code n}.
 *
 * @param n number of units
 * @param sum sum of the fixed-point values
 * @param sumSquares sum of the squared fixed-point values
 * @param scale decimal places of the fixed-point values, from 0 to 9
 * @see <a href="https://en.wikipedia.org/wiki/Algorithms_for_calculating_variance">Algorithms for calculating variance</a>
 */
public record Moments(long n, BigInteger sum, BigInteger sumSquares, int scale) {
    /** The largest {@code scale}: its power of ten and the square of that are exact as {@code double}. */
    public static final int MAX_SCALE = 9;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if {@code scale} is not in [0, 9]
     * @throws ArithmeticException if a sum does not fit 128 bits
     */
    public Moments {
        Arguments.checkScale(scale);
        Arguments.check128Bits("sum", sum);
        Arguments.check128Bits("sumSquares", sumSquares);
    }

    /**
     * The moments of no unit at all, the neutral element.
     *
     * @param scale decimal places, from 0 to 9
     * @return n = 0, S = 0, Q = 0
     * @throws IllegalArgumentException if {@code scale} is not in [0, 9]
     */
    public static Moments zero(int scale) {
        return new Moments(0, BigInteger.ZERO, BigInteger.ZERO, scale);
    }

    /**
     * Adds the units of both.
     *
     * @param other moments of the same scale
     * @return the sums, component by component
     * @throws IllegalArgumentException if the scales differ
     * @throws ArithmeticException if {@code n} does not fit 64 bits or a sum does not fit 128 bits
     */
    public Moments plus(Moments other) {
        Arguments.checkSameScale("other", scale, other.scale);
        return new Moments(Math.addExact(n, other.n), sum.add(other.sum), sumSquares.add(other.sumSquares), scale);
    }

    /**
     * Takes the units of the other away.
     *
     * @param other moments of the same scale
     * @return the differences, component by component
     * @throws IllegalArgumentException if the scales differ
     * @throws ArithmeticException if {@code n} does not fit 64 bits or a sum does not fit 128 bits
     */
    public Moments minus(Moments other) {
        Arguments.checkSameScale("other", scale, other.scale);
        return new Moments(
                Math.subtractExact(n, other.n), sum.subtract(other.sum), sumSquares.subtract(other.sumSquares), scale);
    }

    /**
     * The mean in the unit of the values.
     *
     * <p>\[ \bar{x} = \frac{S}{n} \frac{1}{10^{scale}} \]
     *
     * <p>evaluated as {@code (double) S / (double) n / p} with {@code p} = 10<sup>scale</sup>.
     *
     * @return the mean, {@code NaN} if {@code n < 1}
     */
    public double mean() {
        if (n < 1) {
            return Double.NaN;
        }
        return sum.doubleValue() / (double) n / Powers.of10(scale);
    }

    /**
     * The unbiased sample variance in the squared unit of the values.
     *
     * <p>\[ v = \frac{n Q - S^2}{n (n - 1)} \frac{1}{10^{2 \, scale}} \]
     *
     * <p>evaluated as {@code (double) (n*Q - S*S) / ((double) n * (double) (n - 1)) / (p*p)}, the numerator in exact integers.
     *
     * @return the variance, {@code NaN} if {@code n < 2}
     */
    public double variance() {
        if (n < 2) {
            return Double.NaN;
        }
        double power = Powers.of10(scale);
        return spread().doubleValue() / ((double) n * (double) (n - 1)) / (power * power);
    }

    /** n Q − S², exact; never negative for the moments of a sample (Cauchy and Schwarz). */
    BigInteger spread() {
        return BigInteger.valueOf(n).multiply(sumSquares).subtract(sum.multiply(sum));
    }
}
