package dev.upshot.stats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;

/** Builds moments that read like data. */
final class Samples {
    private Samples() {}

    /** Moments of fixed-point values. */
    static Moments of(int scale, long... values) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger sumSquares = BigInteger.ZERO;
        for (long value : values) {
            BigInteger exact = BigInteger.valueOf(value);
            sum = sum.add(exact);
            sumSquares = sumSquares.add(exact.multiply(exact));
        }
        return new Moments(values.length, sum, sumSquares, scale);
    }

    /** Moments from published decimals: the sum times 10^scale, the sum of squares times 10^(2 scale). */
    static Moments published(long n, String sum, String sumSquares, int scale) {
        return new Moments(
                n,
                new BigDecimal(sum).movePointRight(scale).toBigIntegerExact(),
                new BigDecimal(sumSquares).movePointRight(2 * scale).toBigIntegerExact(),
                scale);
    }

    /** Values spread around an offset that may be far larger than they. */
    static long[] spread(Random random, int n, long offset, int spread) {
        return LongStream.generate(() -> offset + random.nextInt(2 * spread + 1) - spread)
                .limit(n)
                .toArray();
    }
}
