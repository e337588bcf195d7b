package dev.upshot.stats.moments;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums up {@link JointMoments} unit by unit, in place and without allocation.
 *
 * <p>Sums are integers of 128 bits (two's complement, two {@code long} each). Taking a unit away undoes adding it, in any order. Not safe
 * for use by several threads.
 *
 * <p>A sum that leaves 128 bits is reported by an {@link ArithmeticException}; the accumulator is then of no further use. With values of at
 * most 15 digits that takes more than 1.7 × 10<sup>8</sup> units, all of them of the largest value.
 */
public final class JointAccumulator {
    private final List<Integer> scales;
    private final int variables;
    private final long[] highs;
    private final long[] lows;
    private long n;

    private JointAccumulator(List<Integer> scales) {
        this.scales = List.copyOf(scales);
        this.variables = scales.size();
        int size = variables + Triangle.size(variables);
        this.highs = new long[size];
        this.lows = new long[size];
    }

    /**
     * An empty accumulator.
     *
     * @param scales decimal places of each variable, from 0 to 9
     * @return zeros
     * @throws IllegalArgumentException if there is no scale or one is not in [0, 9]
     */
    public static JointAccumulator create(List<Integer> scales) {
        return from(JointMoments.zero(scales));
    }

    /**
     * An accumulator that goes on from given moments.
     *
     * @param moments where to start
     * @return an accumulator of the same sums
     */
    public static JointAccumulator from(JointMoments moments) {
        JointAccumulator accumulator = new JointAccumulator(moments.scales());
        accumulator.merge(moments);
        return accumulator;
    }

    /**
     * Adds a unit of one variable.
     *
     * @param y its fixed-point value
     * @throws IllegalStateException if there is not exactly one variable
     * @throws ArithmeticException if a sum leaves 128 bits
     */
    public void add(long y) {
        checkVariables(1);
        n = Math.incrementExact(n);
        addTo(0, y >> 63, y);
        addTo(1, Math.multiplyHigh(y, y), y * y);
    }

    /**
     * Takes a unit of one variable away.
     *
     * @param y its fixed-point value
     * @throws IllegalStateException if there is not exactly one variable
     * @throws ArithmeticException if a sum leaves 128 bits
     */
    public void remove(long y) {
        checkVariables(1);
        n = Math.decrementExact(n);
        takeFrom(0, y >> 63, y);
        takeFrom(1, Math.multiplyHigh(y, y), y * y);
    }

    /**
     * Adds a unit of two variables.
     *
     * @param y fixed-point value of variable 0
     * @param x fixed-point value of variable 1
     * @throws IllegalStateException if there are not exactly two variables
     * @throws ArithmeticException if a sum leaves 128 bits
     */
    public void add(long y, long x) {
        checkVariables(2);
        n = Math.incrementExact(n);
        addTo(0, y >> 63, y);
        addTo(1, x >> 63, x);
        addTo(2, Math.multiplyHigh(y, y), y * y);
        addTo(3, Math.multiplyHigh(y, x), y * x);
        addTo(4, Math.multiplyHigh(x, x), x * x);
    }

    /**
     * Takes a unit of two variables away.
     *
     * @param y fixed-point value of variable 0
     * @param x fixed-point value of variable 1
     * @throws IllegalStateException if there are not exactly two variables
     * @throws ArithmeticException if a sum leaves 128 bits
     */
    public void remove(long y, long x) {
        checkVariables(2);
        n = Math.decrementExact(n);
        takeFrom(0, y >> 63, y);
        takeFrom(1, x >> 63, x);
        takeFrom(2, Math.multiplyHigh(y, y), y * y);
        takeFrom(3, Math.multiplyHigh(y, x), y * x);
        takeFrom(4, Math.multiplyHigh(x, x), x * x);
    }

    /**
     * Adds a unit of four variables, as a ratio with its covariate has them.
     *
     * @param m fixed-point value of variable 0
     * @param d fixed-point value of variable 1
     * @param mBefore fixed-point value of variable 2
     * @param dBefore fixed-point value of variable 3
     * @throws IllegalStateException if there are not exactly four variables
     * @throws ArithmeticException if a sum leaves 128 bits
     */
    public void add(long m, long d, long mBefore, long dBefore) {
        checkVariables(4);
        n = Math.incrementExact(n);
        long[] high = highs;
        long[] low = lows;
        addTo(high, low, 0, m >> 63, m);
        addTo(high, low, 1, d >> 63, d);
        addTo(high, low, 2, mBefore >> 63, mBefore);
        addTo(high, low, 3, dBefore >> 63, dBefore);
        addTo(high, low, 4, Math.multiplyHigh(m, m), m * m);
        addTo(high, low, 5, Math.multiplyHigh(m, d), m * d);
        addTo(high, low, 6, Math.multiplyHigh(m, mBefore), m * mBefore);
        addTo(high, low, 7, Math.multiplyHigh(m, dBefore), m * dBefore);
        addTo(high, low, 8, Math.multiplyHigh(d, d), d * d);
        addTo(high, low, 9, Math.multiplyHigh(d, mBefore), d * mBefore);
        addTo(high, low, 10, Math.multiplyHigh(d, dBefore), d * dBefore);
        addTo(high, low, 11, Math.multiplyHigh(mBefore, mBefore), mBefore * mBefore);
        addTo(high, low, 12, Math.multiplyHigh(mBefore, dBefore), mBefore * dBefore);
        addTo(high, low, 13, Math.multiplyHigh(dBefore, dBefore), dBefore * dBefore);
    }

    /**
     * Adds a unit.
     *
     * @param values fixed-point value of each variable; read, not kept
     * @throws IllegalStateException if there is not one value for each variable
     * @throws ArithmeticException if a sum leaves 128 bits
     */
    public void add(long[] values) {
        checkVariables(values.length);
        n = Math.incrementExact(n);
        long[] high = highs;
        long[] low = lows;
        int next = values.length;
        for (int i = 0; i < values.length; i++) {
            long y = values[i];
            addTo(high, low, i, y >> 63, y);
            for (int j = i; j < values.length; j++) {
                long x = values[j];
                addTo(high, low, next++, Math.multiplyHigh(y, x), y * x);
            }
        }
    }

    /**
     * Takes a unit away.
     *
     * @param values fixed-point value of each variable; read, not kept
     * @throws IllegalStateException if there is not one value for each variable
     * @throws ArithmeticException if a sum leaves 128 bits
     */
    public void remove(long[] values) {
        checkVariables(values.length);
        n = Math.decrementExact(n);
        long[] high = highs;
        long[] low = lows;
        int next = values.length;
        for (int i = 0; i < values.length; i++) {
            long y = values[i];
            takeFrom(high, low, i, y >> 63, y);
            for (int j = i; j < values.length; j++) {
                long x = values[j];
                takeFrom(high, low, next++, Math.multiplyHigh(y, x), y * x);
            }
        }
    }

    /**
     * Adds all units of the other.
     *
     * @param other moments of the same scales
     * @throws IllegalArgumentException if the scales differ
     * @throws ArithmeticException if {@code n} leaves 64 or a sum 128 bits
     */
    public void merge(JointMoments other) {
        if (!scales.equals(other.scales())) {
            throw new IllegalArgumentException("other must have scales " + scales + ": " + other.scales());
        }
        n = Math.addExact(n, other.n());
        int next = 0;
        for (BigInteger sum : other.sums()) {
            addTo(next++, sum.shiftRight(64).longValue(), sum.longValue());
        }
        for (BigInteger product : other.products()) {
            addTo(next++, product.shiftRight(64).longValue(), product.longValue());
        }
    }

    /**
     * The moments so far.
     *
     * @return an unchanging copy
     */
    public JointMoments moments() {
        List<BigInteger> sums = new ArrayList<>(variables);
        List<BigInteger> products = new ArrayList<>(highs.length - variables);
        for (int i = 0; i < highs.length; i++) {
            (i < variables ? sums : products).add(value(i));
        }
        return new JointMoments(n, sums, products, scales);
    }

    private BigInteger value(int i) {
        return new BigInteger(
                ByteBuffer.allocate(16).putLong(highs[i]).putLong(lows[i]).array());
    }

    private void addTo(int i, long high, long low) {
        addTo(highs, lows, i, high, low);
    }

    private void takeFrom(int i, long high, long low) {
        takeFrom(highs, lows, i, high, low);
    }

    private static void addTo(long[] highs, long[] lows, int i, long high, long low) {
        long oldHigh = highs[i];
        long sumLow = lows[i] + low;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = oldHigh + high + carry;
        if (((oldHigh ^ sumHigh) & (high ^ sumHigh)) < 0) {
            throw overflow();
        }
        lows[i] = sumLow;
        highs[i] = sumHigh;
    }

    private static void takeFrom(long[] highs, long[] lows, int i, long high, long low) {
        long oldHigh = highs[i];
        long oldLow = lows[i];
        long borrow = Long.compareUnsigned(oldLow, low) < 0 ? 1 : 0;
        long difference = oldHigh - high - borrow;
        if (((oldHigh ^ high) & (oldHigh ^ difference)) < 0) {
            throw overflow();
        }
        lows[i] = oldLow - low;
        highs[i] = difference;
    }

    private void checkVariables(int given) {
        if (given != variables) {
            throw new IllegalStateException("a unit has " + variables + " variables: " + given);
        }
    }

    private static ArithmeticException overflow() {
        return new ArithmeticException("a sum must fit 128 bits");
    }
}
