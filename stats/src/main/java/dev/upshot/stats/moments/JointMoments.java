package dev.upshot.stats.moments;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Moments;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;

/**
 * The exact first and second moments of several fixed-point variables of the same units.
 *
 * <p>With values \( y_{ui} = x_{ui} \, 10^{scale_i} \) of variable i of unit u, all of them integers:
 *
 * <p>\[ n = \sum_u 1, \quad S_i = \sum_u y_{ui}, \quad Q_{ij} = \sum_u y_{ui} y_{uj} \]
 *
 * <p>One variable has n and 2 sums, a pair 5, a ratio with its covariate (four variables) 14: the fifteen numbers of a CUPED ratio. Joint
 * moments form a group as {@link Moments} do: adding and taking away in any order gives the same bits, and {@code n} may be negative in an
 * increment. Only the moments of a sample have a {@link #sample()}.
 *
 * @param n number of units
 * @param sums S<sub>i</sub> of each variable
 * @param products Q<sub>ij</sub>, the upper triangle row by row: Q<sub>00</sub>, Q<sub>01</sub>, …, Q<sub>11</sub>, …
 * @param scales decimal places of each variable, from 0 to 9
 */
public record JointMoments(long n, List<BigInteger> sums, List<BigInteger> products, List<Integer> scales) {

    /**
     * Checks the shape and the ranges.
     *
     * @throws IllegalArgumentException if there is no variable, if the lists do not fit each other or a scale is not in [0, 9]
     * @throws ArithmeticException if a sum does not fit 128 bits
     */
    public JointMoments {
        sums = List.copyOf(sums);
        products = List.copyOf(products);
        scales = List.copyOf(scales);
        Arguments.checkCount("number of scales", scales.size(), 1);
        checkSize("sums", sums.size(), scales.size());
        checkSize("products", products.size(), Triangle.size(scales.size()));
        scales.forEach(Arguments::checkScale);
        sums.forEach(sum -> Arguments.check128Bits("sum", sum));
        products.forEach(product -> Arguments.check128Bits("product", product));
    }

    /**
     * The moments of no unit at all, the neutral element.
     *
     * @param scales decimal places of each variable, from 0 to 9
     * @return zeros
     * @throws IllegalArgumentException if there is no scale or one is not in [0, 9]
     */
    public static JointMoments zero(List<Integer> scales) {
        return new JointMoments(
                0,
                Collections.nCopies(scales.size(), BigInteger.ZERO),
                Collections.nCopies(Triangle.size(scales.size()), BigInteger.ZERO),
                scales);
    }

    /**
     * One variable's moments.
     *
     * @param moments of the only variable
     * @return the same sums
     */
    public static JointMoments of(Moments moments) {
        return new JointMoments(
                moments.n(), List.of(moments.sum()), List.of(moments.sumSquares()), List.of(moments.scale()));
    }

    /**
     * The number of variables.
     *
     * @return at least 1
     */
    public int variables() {
        return scales.size();
    }

    /**
     * The sum of products of two variables.
     *
     * @param i index of a variable, from 0
     * @param j index of a variable, from 0
     * @return Q<sub>ij</sub> = Q<sub>ji</sub>
     */
    public BigInteger product(int i, int j) {
        Objects.checkIndex(i, variables());
        Objects.checkIndex(j, variables());
        return products.get(Triangle.index(variables(), i, j));
    }

    /**
     * One variable alone.
     *
     * @param i its index, from 0
     * @return n, S<sub>i</sub>, Q<sub>ii</sub>
     */
    public Moments variable(int i) {
        return new Moments(n, sums.get(i), product(i, i), scales.get(i));
    }

    /**
     * Adds the units of both.
     *
     * @param other moments of the same variables and scales
     * @return the sums, component by component
     * @throws IllegalArgumentException if the scales differ
     * @throws ArithmeticException if {@code n} does not fit 64 bits or a sum does not fit 128 bits
     */
    public JointMoments plus(JointMoments other) {
        return combine(Math.addExact(n, other.n), other, BigInteger::add);
    }

    /**
     * Takes the units of the other away.
     *
     * @param other moments of the same variables and scales
     * @return the differences, component by component
     * @throws IllegalArgumentException if the scales differ
     * @throws ArithmeticException if {@code n} does not fit 64 bits or a sum does not fit 128 bits
     */
    public JointMoments minus(JointMoments other) {
        return combine(Math.subtractExact(n, other.n), other, BigInteger::subtract);
    }

    /**
     * Means, variances and covariances.
     *
     * <p>A covariance is \( \frac{n Q_{ij} - S_i S_j}{n (n - 1)} \frac{1}{10^{scale_i} 10^{scale_j}} \), its numerator in exact integers and
     * rounded once: no cancellation occurs at any n. For i = j the bits are those of {@link Moments#variance()}.
     *
     * @return the sample
     * @throws IllegalArgumentException if no sample can have such moments (negative n, n Q<sub>ii</sub> &lt; S<sub>i</sub>²)
     */
    public Sample sample() {
        return Sample.of(this);
    }

    /** n Q_ij − S_i S_j, exact. */
    BigInteger spread(int i, int j) {
        return BigInteger.valueOf(n)
                .multiply(product(i, j))
                .subtract(sums.get(i).multiply(sums.get(j)));
    }

    private JointMoments combine(long units, JointMoments other, BinaryOperator<BigInteger> with) {
        if (!scales.equals(other.scales)) {
            throw new IllegalArgumentException("other must have scales " + scales + ": " + other.scales);
        }
        return new JointMoments(
                units, combine(sums, other.sums, with), combine(products, other.products, with), scales);
    }

    private static List<BigInteger> combine(
            List<BigInteger> mine, List<BigInteger> others, BinaryOperator<BigInteger> with) {
        List<BigInteger> both = new ArrayList<>(mine.size());
        for (int i = 0; i < mine.size(); i++) {
            both.add(with.apply(mine.get(i), others.get(i)));
        }
        return both;
    }

    private static void checkSize(String name, int size, int wanted) {
        if (size != wanted) {
            throw new IllegalArgumentException(name + " must have " + wanted + " entries: " + size);
        }
    }
}
