package dev.upshot.stats.moments;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Moments;
import dev.upshot.stats.Powers;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a sample of units says about several variables: their number, means, unbiased variances and covariances, in the variables' units.
 *
 * <p>An empty sample has no means, and one of fewer than two units no variances: asking for them is an error of the caller, who asks
 * {@link #n()} first. Nothing here is {@code NaN}.
 */
public final class Sample {
    private final long n;
    private final double[] means;
    private final double[] covariances;

    private Sample(long n, double[] means, double[] covariances) {
        this.n = n;
        this.means = means;
        this.covariances = covariances;
    }

    /**
     * From exact sums.
     *
     * @param moments of a sample
     * @return means and covariances, each rounded once from exact numerators
     * @throws IllegalArgumentException if no sample can have such moments (negative n, n Q<sub>ii</sub> &lt; S<sub>i</sub>²)
     */
    public static Sample of(JointMoments moments) {
        int k = moments.variables();
        for (int i = 0; i < k; i++) {
            Arguments.checkSample("moments", moments.variable(i));
        }
        double[] means = new double[k];
        double[] covariances = new double[Triangle.size(k)];
        double n = (double) moments.n();
        for (int i = 0; i < k && moments.n() > 0; i++) {
            double power = Powers.of10(moments.scales().get(i));
            means[i] = moments.sums().get(i).doubleValue() / n / power;
            for (int j = i; j < k && moments.n() > 1; j++) {
                covariances[Triangle.index(k, i, j)] = moments.spread(i, j).doubleValue()
                        / (n * (double) (moments.n() - 1))
                        / (power * Powers.of10(moments.scales().get(j)));
            }
        }
        return new Sample(moments.n(), means, covariances);
    }

    /**
     * One variable, from exact sums.
     *
     * @param moments of a sample
     * @return the bits of {@link Moments#mean()} and {@link Moments#variance()}
     * @throws IllegalArgumentException if no sample can have such moments
     */
    public static Sample of(Moments moments) {
        return of(JointMoments.of(moments));
    }

    /**
     * One variable, from figures computed elsewhere.
     *
     * @param n number of units, at least 2
     * @param mean finite
     * @param variance unbiased, not negative
     * @return the sample
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static Sample of(long n, double mean, double variance) {
        return of(n, new double[] {mean}, new double[][] {{variance}});
    }

    /**
     * Several variables, from figures computed elsewhere.
     *
     * @param n number of units, at least 2
     * @param means of each variable, finite
     * @param covariances unbiased, a symmetric matrix with a diagonal that is not negative; its upper triangle is read
     * @return the sample
     * @throws IllegalArgumentException if an argument is out of its range or the shapes do not fit
     */
    public static Sample of(long n, double[] means, double[][] covariances) {
        Arguments.checkCount("n", n, 2);
        int k = means.length;
        Arguments.checkCount("number of means", k, 1);
        if (covariances.length != k || Arrays.stream(covariances).anyMatch(row -> row.length != k)) {
            throw new IllegalArgumentException("covariances must be a matrix of " + k + " rows and columns");
        }
        double[] triangle = new double[Triangle.size(k)];
        for (int i = 0; i < k; i++) {
            Arguments.checkFinite("mean", means[i]);
            Arguments.checkNotNegative("variance", covariances[i][i]);
            for (int j = i; j < k; j++) {
                Arguments.checkFinite("covariance", covariances[i][j]);
                triangle[Triangle.index(k, i, j)] = covariances[i][j];
            }
        }
        return new Sample(n, means.clone(), triangle);
    }

    /**
     * Two samples of the same variables as one.
     *
     * <p>\[ (n - 1) C_{ij} = (n_1 - 1) C^1_{ij} + (n_2 - 1) C^2_{ij} + \frac{n_1 n_2}{n} d_i d_j, \quad d = m^2 - m^1 \]
     *
     * @param other sample of as many variables
     * @return the units of both
     * @throws IllegalArgumentException if the numbers of variables differ
     */
    public Sample and(Sample other) {
        if (other.variables() != variables()) {
            throw new IllegalArgumentException("other must have " + variables() + " variables: " + other.variables());
        }
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        int k = variables();
        double mine = (double) n;
        double theirs = (double) other.n;
        double both = mine + theirs;
        double[] joined = new double[k];
        double[] triangle = new double[covariances.length];
        for (int i = 0; i < k; i++) {
            joined[i] = means[i] + (other.means[i] - means[i]) * (theirs / both);
            for (int j = i; j < k; j++) {
                int at = Triangle.index(k, i, j);
                double between = mine * (theirs / both) * (other.means[i] - means[i]) * (other.means[j] - means[j]);
                triangle[at] =
                        ((mine - 1) * covariances[at] + (theirs - 1) * other.covariances[at] + between) / (both - 1);
            }
        }
        return new Sample(Math.addExact(n, other.n), joined, triangle);
    }

    /**
     * The number of units.
     *
     * @return at least 0
     */
    public long n() {
        return n;
    }

    /**
     * The number of variables.
     *
     * @return at least 1
     */
    public int variables() {
        return means.length;
    }

    /**
     * A mean.
     *
     * @param i index of the variable, from 0
     * @return the mean of variable i
     * @throws IllegalStateException if the sample is empty
     */
    public double mean(int i) {
        checkUnits("mean", 1);
        return means[Objects.checkIndex(i, means.length)];
    }

    /**
     * A variance.
     *
     * @param i index of the variable, from 0
     * @return the unbiased variance of variable i, not negative
     * @throws IllegalStateException if there are fewer than two units
     */
    public double variance(int i) {
        return covariance(i, i);
    }

    /**
     * A covariance.
     *
     * @param i index of a variable, from 0
     * @param j index of a variable, from 0
     * @return the unbiased covariance of variables i and j
     * @throws IllegalStateException if there are fewer than two units
     */
    public double covariance(int i, int j) {
        checkUnits("variance", 2);
        Objects.checkIndex(i, means.length);
        Objects.checkIndex(j, means.length);
        return covariances[Triangle.index(means.length, i, j)];
    }

    private void checkUnits(String figure, long least) {
        if (n < least) {
            throw new IllegalStateException("a " + figure + " needs " + least + " units: " + n);
        }
    }
}
