package dev.upshot.stats.survival;

import dev.upshot.stats.Reason;
import dev.upshot.stats.Result;
import java.util.List;

/**
 * The share of units still open at each age (Kaplan and Meier 1958), with Greenwood's variance.
 *
 * <p>With d<sub>k</sub> events in bin k and r<sub>k</sub> units at risk at its beginning, the survival at the bin's end and the variance of
 * its logarithm are
 *
 * <p>\[ S_k = \prod_{j \le k} \Big( 1 - \frac{d_j}{r_j} \Big), \quad G_k = \sum_{j \le k} \frac{d_j}{r_j (r_j - d_j)} \]
 *
 * <p>Follow-up ends only at edges ({@link AgeCounts}), so S<sub>k</sub> is the product-limit estimate at the edge, not an approximation. In a
 * bin survival is taken as falling evenly. Beyond the last bin with units at risk nothing is known, unless no unit is left open.
 */
public final class SurvivalCurve {
    private final List<Long> edges;
    private final double[] survival;
    private final double[] hazardVariance;
    private final double[] greenwood;
    private final int known;
    private final long n;

    private SurvivalCurve(AgeCounts counts) {
        int bins = counts.events().size();
        this.edges = counts.edges();
        this.survival = new double[bins];
        this.hazardVariance = new double[bins];
        this.greenwood = new double[bins];
        this.n = counts.n();
        long atRisk = n;
        double alive = 1;
        double sum = 0;
        int bin = 0;
        while (bin < bins && (atRisk > 0 || alive == 0)) {
            double risk = (double) atRisk;
            double events = (double) counts.events().get(bin);
            boolean allDone = alive == 0 || counts.events().get(bin) == atRisk;
            alive = allDone ? 0 : alive * ((risk - events) / risk);
            hazardVariance[bin] = allDone ? 0 : events / (risk * (risk - events));
            sum += hazardVariance[bin];
            survival[bin] = alive;
            greenwood[bin] = sum;
            atRisk -= counts.events().get(bin) + counts.open().get(bin);
            bin++;
        }
        this.known = bin;
    }

    /**
     * The curve of one arm. One unit makes a curve; what is estimated of one with an error needs two.
     *
     * @param counts of at least one unit
     * @return the curve; {@link Reason#TOO_FEW_UNITS} without a unit
     * @throws IllegalArgumentException if a count is negative
     */
    public static Result<SurvivalCurve> of(AgeCounts counts) {
        return ofAtLeast(1, counts);
    }

    /** The curve of so many units or more. */
    static Result<SurvivalCurve> ofAtLeast(int units, AgeCounts counts) {
        counts.checkSample("counts");
        return counts.n() < units ? Result.missing(Reason.TOO_FEW_UNITS) : Result.of(new SurvivalCurve(counts));
    }

    /**
     * The number of units the curve starts with.
     *
     * @return at least 1
     */
    public long n() {
        return n;
    }

    /**
     * The number of bins for which something is known.
     *
     * @return from 1 to the number of bins
     */
    public int knownBins() {
        return known;
    }

    /**
     * The share of units open at the end of a bin.
     *
     * @param bin from 0 to below {@link #knownBins()}
     * @return S<sub>k</sub>, in [0, 1]
     * @throws IndexOutOfBoundsException if nothing is known of the bin
     */
    public double survival(int bin) {
        return survival[checked(bin)];
    }

    /**
     * Greenwood's variance of the logarithm of {@link #survival(int)}.
     *
     * @param bin from 0 to below {@link #knownBins()}
     * @return G<sub>k</sub>, not negative; where survival is zero, that of the last bin in which it was not
     * @throws IndexOutOfBoundsException if nothing is known of the bin
     */
    public double greenwood(int bin) {
        return greenwood[checked(bin)];
    }

    /** d / (r (r − d)) of one bin. */
    double hazardVariance(int bin) {
        return hazardVariance[checked(bin)];
    }

    double width(int bin) {
        return (double) (edges.get(bin + 1) - edges.get(bin));
    }

    /** The area under the curve in one bin. */
    double area(int bin) {
        return width(bin) * ((before(bin) + survival[bin]) / 2);
    }

    /** Survival at the bin's beginning. */
    double before(int bin) {
        return bin == 0 ? 1 : survival[bin - 1];
    }

    List<Long> edges() {
        return edges;
    }

    private int checked(int bin) {
        if (bin < 0 || bin >= known) {
            throw new IndexOutOfBoundsException("bin must be in [0, " + known + "): " + bin);
        }
        return bin;
    }
}
