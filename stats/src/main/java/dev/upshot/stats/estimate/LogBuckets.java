package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many fixed-point values lie in each of a fixed set of buckets whose width grows with the value.
 *
 * <p>With p bits of precision, a value below 2<sup>p+1</sup> has a bucket of its own, and every further power of two is cut into 2<sup>p</sup>
 * equal buckets: a bucket is at most 2<sup>−p</sup> of its values wide (p = 7: 0.8 %). Negative values mirror: the bucket of v is the
 * complement of that of −v − 1. Buckets depend on nothing but the value, so counts form a group: they are added and taken away in any order
 * with the same result, which no sketch that moves its buckets can do.
 *
 * <p>Numerical method: shifts of integers only, no logarithm; SQL gives the same buckets.
 */
public final class LogBuckets {
    private final int precision;
    private final NavigableMap<Integer, Long> counts;
    private final long n;

    private LogBuckets(int precision, NavigableMap<Integer, Long> counts) {
        this.precision = precision;
        this.counts = counts;
        long sum = 0;
        for (long count : counts.values()) {
            sum = Math.addExact(sum, count);
        }
        this.n = sum;
    }

    /**
     * Counts of buckets.
     *
     * @param precision p, from 1 to 12
     * @param counts values in each bucket; negative in an increment that takes values away
     * @return the buckets; those with the count zero are left out
     * @throws IllegalArgumentException if {@code precision} is out of its range or a bucket does not exist
     * @throws ArithmeticException if the counts do not fit 64 bits together
     */
    public static LogBuckets of(int precision, Map<Integer, Long> counts) {
        checkPrecision(precision);
        NavigableMap<Integer, Long> kept = new TreeMap<>();
        counts.forEach((bucket, count) -> {
            int last = bucketOf(Long.MAX_VALUE, precision);
            if (bucket > last || bucket < ~last) {
                throw new IllegalArgumentException("bucket must be in [" + ~last + ", " + last + "]: " + bucket);
            }
            if (count != 0) {
                kept.put(bucket, count);
            }
        });
        return new LogBuckets(precision, kept);
    }

    /**
     * The bucket of a value.
     *
     * @param value fixed-point
     * @param precision p, from 1 to 12
     * @return its number; numbers rise with the values
     * @throws IllegalArgumentException if {@code precision} is out of its range
     */
    public static int bucketOf(long value, int precision) {
        checkPrecision(precision);
        if (value < 0) {
            return ~bucketOf(~value, precision);
        }
        int shift = Math.max(0, Long.SIZE - 1 - precision - Long.numberOfLeadingZeros(value));
        return (int) ((value >> shift) + ((long) shift << precision));
    }

    /**
     * The lowest value of a bucket.
     *
     * @param bucket a number that {@link #bucketOf} gives
     * @param precision p, from 1 to 12
     * @return fixed-point
     * @throws IllegalArgumentException if {@code precision} is out of its range
     */
    public static long lowest(int bucket, int precision) {
        checkPrecision(precision);
        if (bucket < 0) {
            return ~highest(~bucket, precision);
        }
        int shift = Math.max(0, (bucket >> precision) - 1);
        return ((long) bucket - ((long) shift << precision)) << shift;
    }

    /**
     * The highest value of a bucket.
     *
     * @param bucket a number that {@link #bucketOf} gives
     * @param precision p, from 1 to 12
     * @return fixed-point
     * @throws IllegalArgumentException if {@code precision} is out of its range
     */
    public static long highest(int bucket, int precision) {
        checkPrecision(precision);
        if (bucket < 0) {
            return ~lowest(~bucket, precision);
        }
        int shift = Math.max(0, (bucket >> precision) - 1);
        return lowest(bucket, precision) + (1L << shift) - 1;
    }

    /**
     * Adds the values of both.
     *
     * @param other buckets of the same precision
     * @return the counts, bucket by bucket
     * @throws IllegalArgumentException if the precisions differ
     */
    public LogBuckets plus(LogBuckets other) {
        return combine(other, 1);
    }

    /**
     * Takes the values of the other away.
     *
     * @param other buckets of the same precision
     * @return the counts, bucket by bucket
     * @throws IllegalArgumentException if the precisions differ
     */
    public LogBuckets minus(LogBuckets other) {
        return combine(other, -1);
    }

    /**
     * The number of values.
     *
     * @return negative in an increment that takes values away
     */
    public long n() {
        return n;
    }

    /**
     * The bits of precision.
     *
     * @return p
     */
    public int precision() {
        return precision;
    }

    /**
     * The counts that are not zero.
     *
     * @return by bucket, in rising order; cannot be changed
     */
    public NavigableMap<Integer, Long> counts() {
        return Collections.unmodifiableNavigableMap(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogBuckets buckets && precision == buckets.precision && counts.equals(buckets.counts);
    }

    @Override
    public int hashCode() {
        return 31 * counts.hashCode() + precision;
    }

    @Override
    public String toString() {
        return "LogBuckets[precision=" + precision + ", counts=" + counts + "]";
    }

    private LogBuckets combine(LogBuckets other, int sign) {
        if (other.precision != precision) {
            throw new IllegalArgumentException("other must have precision " + precision + ": " + other.precision);
        }
        Map<Integer, Long> both = new TreeMap<>(counts);
        other.counts.forEach((bucket, count) -> both.merge(bucket, Math.multiplyExact(sign, count), Math::addExact));
        return of(precision, both);
    }

    private static void checkPrecision(int precision) {
        Arguments.checkCount("precision", precision, 1);
        if (precision > 12) {
            throw new IllegalArgumentException("precision must be <= 12: " + precision);
        }
    }
}
