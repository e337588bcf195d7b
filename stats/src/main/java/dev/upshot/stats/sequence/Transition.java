package dev.upshot.stats.sequence;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A standardised Brownian motion on its way from one look to the next, among paths that have crossed no bound so far: Armitage, McPherson
 * and Rowe's recursion,
 *
 * <p>\[ g_k(z) = \int_{l_{k-1}}^{u_{k-1}} g_{k-1}(x) \frac{\sqrt{I_k}}{\sqrt{\Delta}} \varphi\left(\frac{z \sqrt{I_k} - x \sqrt{I_{k-1}} -
 * \theta \Delta}{\sqrt\Delta}\right) dx, \quad \Delta = I_k - I_{k-1} \]
 *
 * <p>with drift θ per unit of information. The integral is Gauss–Legendre quadrature in panels no wider than three standard deviations of
 * the narrower of the two kernels that meet at a look, which keeps probabilities to about 10<sup>-9</sup> also for many looks close to each
 * other, where Simpson's rule on Jennison and Turnbull's grid loses some digits.
 */
final class Transition {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double INVERSE_SQRT_2PI = 0.3989422804014327;
    /** Panels in standard deviations of a kernel, and of Z itself. */
    private static final double KERNEL_PANEL = 3;

    private static final double WIDEST_PANEL = 2.5;
    /** Outside this many standard deviations around its mean Z has a probability of 10<sup>-16</sup>. */
    private static final double TAIL = 8.3;
    /** Beyond this many standard deviations the normal density is below the smallest double. */
    private static final double REACH = 38;

    private final double[] points;
    private final double[] masses;
    private final double before;
    private final double after;
    private final double drift;

    private Transition(double[] points, double[] masses, double before, double after, double drift) {
        this.points = points;
        this.masses = masses;
        this.before = before;
        this.after = after;
        this.drift = drift;
    }

    /** From the origin to the first look. */
    static Transition toFirst(double information, double drift) {
        return new Transition(new double[] {0}, new double[] {1}, 0, information, drift);
    }

    /** From this transition's end, where paths outside (lower, upper) have stopped, to the next look. */
    Transition then(double lower, double upper, double information) {
        double leaving = Math.sqrt((information - after) / after);
        double arriving = Math.sqrt((after - before) / after);
        double centre = drift * Math.sqrt(after);
        GaussLegendre quadrature = GaussLegendre.over(
                Math.max(lower, centre - TAIL),
                Math.min(upper, centre + TAIL),
                Math.min(WIDEST_PANEL, KERNEL_PANEL * Math.min(leaving, arriving)));
        double[] grid = quadrature.points();
        double[] weighted = quadrature.weights();
        for (int i = 0; i < grid.length; i++) {
            weighted[i] *= density(grid[i]);
        }
        return new Transition(grid, weighted, after, information, drift);
    }

    /** The probability of arriving above a bound. */
    double above(double bound) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += masses[i] * NORMAL.survivalProbability(deviations(bound, i));
        }
        return sum;
    }

    /** The probability of arriving below a bound. */
    double below(double bound) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += masses[i] * NORMAL.cumulativeProbability(deviations(bound, i));
        }
        return sum;
    }

    private double density(double z) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            double x = deviations(z, i);
            if (Math.abs(x) < REACH) {
                sum += masses[i] * StrictMath.exp(-x * x / 2);
            }
        }
        return sum * INVERSE_SQRT_2PI * Math.sqrt(after / (after - before));
    }

    private double deviations(double z, int i) {
        double step = after - before;
        return (z * Math.sqrt(after) - points[i] * Math.sqrt(before) - drift * step) / Math.sqrt(step);
    }
}
