package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Level;
import dev.upshot.stats.Powers;
import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import dev.upshot.stats.moments.Sample;
import java.util.Map;

/**
 * A quantile with its interval from counts in buckets.
 *
 * <p>The interval of the ν-quantile reaches from the value of rank \( n (\nu - z \sqrt{V}) \) to that of rank \( n (\nu + z \sqrt{V}) \). V is
 * the variance of the share of values at or below the quantile: \( \nu (1 - \nu) / n \) for independent values, and for subjects with
 * several values that of the ratio \( \Sigma S / \Sigma N \), where S of a subject's N values lie at or below it. The bounds are the outer
 * edges of their buckets: the interval holds wherever in the bucket the values lie. The quantile itself is interpolated in its bucket.
 *
 * <p>For a comparison of arms its sampling variance is that of a normal figure with this interval, \( \frac{n^*}{n} \frac{n - 1}{n} (\frac{U
 * - L}{2 z})^2 \), where n* is the sample size whose ranks were read (n, unless they come from elsewhere).
 *
 * <ul>
 *   <li>No value: {@link Reason#TOO_FEW_UNITS}. \( \nu \mp z \sqrt{V} \) outside (0, 1): {@link Reason#TOO_FEW_FOR_QUANTILE}.
 *   <li>An interval of width zero (many equal values): a comparison is missing with {@link Reason#ZERO_VARIANCE}.
 * </ul>
 *
 * <p>Reference: Deng, Knoblich, Lu (2018), Applying the delta method in metric analytics, section 4.
 *
 * @param value the quantile, in the unit of the values
 * @param lower lower bound
 * @param upper upper bound
 * @param n number of values
 * @param rankSize n*, the sample size whose ranks gave the bounds
 * @param critical z, the critical value of the bounds, positive
 */
public record Quantile(double value, double lower, double upper, long n, long rankSize, double critical) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a figure is not finite, the bounds do not enclose the quantile, or a size is below 1
     */
    public Quantile {
        Arguments.checkFinite("value", value);
        Arguments.checkFinite("lower", lower);
        Arguments.checkFinite("upper", upper);
        Arguments.checkCount("n", n, 1);
        Arguments.checkCount("rankSize", rankSize, 1);
        Arguments.checkPositive("critical", critical);
        Arguments.checkFinite("critical", critical);
        if (!(lower <= value && value <= upper)) {
            throw new IllegalArgumentException("value must be in [" + lower + ", " + upper + "]: " + value);
        }
    }

    /**
     * From independent values.
     *
     * @param buckets counts of fixed-point values
     * @param scale their decimal places, from 0 to 9
     * @param nu which quantile, in (0, 1)
     * @param alpha two-sided error rate of the interval, in (0, 1)
     * @return the quantile, or why there is none
     * @throws IllegalArgumentException if an argument is out of its range or a count is negative
     */
    public static Result<Quantile> of(LogBuckets buckets, int scale, double nu, double alpha) {
        return of(buckets, scale, nu, alpha, nu * (1 - nu) / Math.max(1, (double) buckets.n()));
    }

    /**
     * From several values of each subject.
     *
     * @param buckets counts of fixed-point values
     * @param scale their decimal places, from 0 to 9
     * @param nu which quantile, in (0, 1)
     * @param alpha two-sided error rate of the interval, in (0, 1)
     * @param clusters sample of the variables S (a subject's values in the quantile's bucket or below, see {@link #bucket}) and N (its
     *     values), one unit for each subject
     * @return the quantile, or why there is none, among others {@link Reason#TOO_FEW_CLUSTERS}
     * @throws IllegalArgumentException if an argument is out of its range or a count is negative
     */
    public static Result<Quantile> clustered(LogBuckets buckets, int scale, double nu, double alpha, Sample clusters) {
        Linear.checkVariables("clusters", clusters, 2);
        if (clusters.n() < 2) {
            return Result.missing(Reason.TOO_FEW_CLUSTERS);
        }
        if (clusters.mean(1) == 0) {
            return Result.missing(Reason.ZERO_DENOMINATOR);
        }
        Linear share = Linear.ratio(clusters, 0, 1);
        return of(buckets, scale, nu, alpha, share.covariance(share) / (double) clusters.n());
    }

    /**
     * The bucket in which a quantile lies.
     *
     * @param buckets counts, at least one
     * @param nu which quantile, in (0, 1)
     * @return its number
     * @throws IllegalArgumentException if there is no value, a count is negative or {@code nu} is out of its range
     */
    public static int bucket(LogBuckets buckets, double nu) {
        Arguments.checkOpenUnit("nu", nu);
        Arguments.checkCount("number of values", checked(buckets).n(), 1);
        return at(buckets, rank(buckets.n(), nu)).bucket();
    }

    /**
     * The quantile's sampling variance.
     *
     * @return as above, not negative
     */
    public double variance() {
        double half = (upper - lower) / (2 * critical);
        return (double) rankSize / (double) n * ((double) (n - 1) / (double) n) * half * half;
    }

    /**
     * Compares two arms' quantiles.
     *
     * @param baseline the baseline's
     * @param candidate the candidate's
     * @return the contrast against the normal distribution
     */
    public static Contrast difference(Quantile baseline, Quantile candidate) {
        return Contrast.independent(
                baseline.value,
                baseline.variance(),
                baseline.n,
                candidate.value,
                candidate.variance(),
                candidate.n,
                Reference.NORMAL);
    }

    private static Result<Quantile> of(LogBuckets buckets, int scale, double nu, double alpha, double shareVariance) {
        Arguments.checkScale(scale);
        Arguments.checkOpenUnit("nu", nu);
        double z = Level.twoSided(alpha).critical(Double.POSITIVE_INFINITY);
        long n = checked(buckets).n();
        if (n == 0) {
            return Result.missing(Reason.TOO_FEW_UNITS);
        }
        double margin = z * Math.sqrt(shareVariance);
        if (!(nu - margin > 0 && nu + margin < 1)) {
            return Result.missing(Reason.TOO_FEW_FOR_QUANTILE);
        }
        double power = Powers.of10(scale);
        int lower = at(buckets, rank(n, nu - margin)).bucket();
        int upper = at(buckets, rank(n, nu + margin)).bucket();
        return Result.of(new Quantile(
                at(buckets, rank(n, nu)).value(buckets.precision()) / power,
                (double) LogBuckets.lowest(lower, buckets.precision()) / power,
                (double) LogBuckets.highest(upper, buckets.precision()) / power,
                n,
                n,
                z));
    }

    /** The smallest rank whose share of the values reaches the quantile, from 1 to n. */
    private static long rank(long n, double nu) {
        return Math.max(1, Math.min(n, (long) Math.ceil((double) n * nu)));
    }

    private static Place at(LogBuckets buckets, long rank) {
        long below = 0;
        for (Map.Entry<Integer, Long> entry : buckets.counts().entrySet()) {
            long count = entry.getValue();
            if (below + count >= rank) {
                return new Place(entry.getKey(), rank - below, count);
            }
            below += count;
        }
        throw new IllegalArgumentException("rank must be in [1, " + below + "]: " + rank);
    }

    private static LogBuckets checked(LogBuckets buckets) {
        buckets.counts().forEach((bucket, count) -> Arguments.checkCount("count of bucket " + bucket, count, 0));
        return buckets;
    }

    /** The place of a value among those of its bucket. */
    private record Place(int bucket, long rank, long count) {
        double value(int precision) {
            double lowest = (double) LogBuckets.lowest(bucket, precision);
            double width = (double) LogBuckets.highest(bucket, precision) - lowest;
            return lowest + width * (((double) rank - 0.5) / (double) count);
        }
    }
}
