package dev.upshot.streams.attribution;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Divides a fixed-point value by integer weights, without remainder (Hamilton's method of the largest remainder).
 *
 * <p>With {@code W = Σw}, share i is {@code |v|·w_i div W}; what is left over goes in single units to the largest remainders
 * {@code |v|·w_i mod W}, among equal ones to the earlier; then the value's sign is put back. The shares sum to the value. A weight of zero
 * gets nothing.
 */
final class Shares {

    private Shares() {}

    /**
     * Divides a value.
     *
     * @param value the value, of at most fifteen digits
     * @param weights not negative, at least one of them positive
     * @return the shares, in the order of the weights
     */
    static long[] of(long value, long[] weights) {
        long magnitude = Math.abs(value);
        long total = 0;
        long largest = 0;
        for (long weight : weights) {
            total += weight;
            largest = Math.max(largest, weight);
        }
        long[] shares = new long[weights.length];
        long[] remainders = new long[weights.length];
        boolean fits = Math.multiplyHigh(magnitude, largest) == 0 && magnitude * largest >= 0;
        long left = magnitude;
        for (int i = 0; i < weights.length; i++) {
            if (fits) {
                shares[i] = magnitude * weights[i] / total;
                remainders[i] = magnitude * weights[i] % total;
            } else {
                BigInteger[] parts = BigInteger.valueOf(magnitude)
                        .multiply(BigInteger.valueOf(weights[i]))
                        .divideAndRemainder(BigInteger.valueOf(total));
                shares[i] = parts[0].longValueExact();
                remainders[i] = parts[1].longValueExact();
            }
            left -= shares[i];
        }
        if (left > 0) {
            handOut((int) left, remainders, shares);
        }
        if (value < 0) {
            for (int i = 0; i < shares.length; i++) {
                shares[i] = -shares[i];
            }
        }
        return shares;
    }

    /** One unit more for each of so many largest remainders, among equal ones for the earlier. */
    private static void handOut(int units, long[] remainders, long[] shares) {
        long[] sorted = remainders.clone();
        Arrays.sort(sorted);
        long smallest = sorted[sorted.length - units];
        int equal = units;
        for (long remainder : remainders) {
            equal -= remainder > smallest ? 1 : 0;
        }
        for (int i = 0; i < shares.length; i++) {
            boolean gets = remainders[i] > smallest || (remainders[i] == smallest && equal > 0);
            equal -= remainders[i] == smallest ? 1 : 0;
            shares[i] += gets ? 1 : 0;
        }
    }
}
