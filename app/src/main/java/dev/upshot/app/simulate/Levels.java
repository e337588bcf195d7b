package dev.upshot.app.simulate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A finite table of equally likely whole numbers. Drawing from a table instead of a formula makes expected values exact:
 * they are sums over the table.
 */
final class Levels {

    private static final int QUANTILES = 1024;
    private static final int SHARES = 10_000;

    private final long[] levels;

    private Levels(long[] levels) {
        this.levels = levels;
    }

    /** Always 1. */
    static Levels one() {
        return new Levels(new long[] {1});
    }

    /** 1 this many times in ten thousand, else 0. */
    static Levels share(long inTenThousand) {
        long[] levels = new long[SHARES];
        Arrays.fill(levels, 0, (int) Math.max(0, Math.min(SHARES, inTenThousand)), 1);
        return new Levels(levels);
    }

    /** The quantiles of a log-normal distribution, rounded to whole numbers and held within bounds. */
    static Levels logNormal(double median, double sigma, long least, long most) {
        NormalDistribution normal = NormalDistribution.of(0, 1);
        long[] levels = new long[QUANTILES];
        for (int i = 0; i < QUANTILES; i++) {
            double z = normal.inverseCumulativeProbability((i + 0.5) / QUANTILES);
            levels[i] = Math.max(least, Math.min(most, Math.round(median * StrictMath.exp(sigma * z))));
        }
        return new Levels(levels);
    }

    long draw(Draws draws) {
        return levels[draws.below(levels.length)];
    }

    long least() {
        return Arrays.stream(levels).min().orElseThrow();
    }

    /** The expected value of a draw as it is seen through a function; exact, for 2ⁿ and 10ⁿ divide without rest. */
    BigDecimal mean(LongUnaryOperator seen) {
        BigInteger sum = BigInteger.ZERO;
        for (long level : levels) {
            sum = sum.add(BigInteger.valueOf(seen.applyAsLong(level)));
        }
        return new BigDecimal(sum).divide(BigDecimal.valueOf(levels.length));
    }
}
