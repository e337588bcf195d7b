package dev.upshot.stats.sequence;

/** Composite Gauss–Legendre quadrature: ten points in each of equally wide panels. */
final class GaussLegendre {
    private static final int ORDER = 10;
    /** Points and weights on [−1, 1]. */
    private static final double[] NODES = new double[ORDER];

    private static final double[] WEIGHTS = new double[ORDER];

    static {
        for (int i = 0; i < ORDER; i++) {
            double x = StrictMath.cos(Math.PI * (i + 0.75) / (ORDER + 0.5));
            double slope = 0;
            for (int step = 0; step < 10; step++) {
                double before = 1;
                double value = x;
                for (int k = 2; k <= ORDER; k++) {
                    double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
                    before = value;
                    value = next;
                }
                slope = ORDER * (x * value - before) / (x * x - 1);
                x -= value / slope;
            }
            NODES[i] = x;
            WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    private final double[] points;
    private final double[] weights;

    private GaussLegendre(double[] points, double[] weights) {
        this.points = points;
        this.weights = weights;
    }

    /** Quadrature over [lower, upper] with panels no wider than given; an empty interval has no points. */
    static GaussLegendre over(double lower, double upper, double widestPanel) {
        int panels = upper > lower ? (int) Math.ceil((upper - lower) / widestPanel) : 0;
        double[] points = new double[panels * ORDER];
        double[] weights = new double[panels * ORDER];
        double half = panels == 0 ? 0 : (upper - lower) / panels / 2;
        for (int panel = 0; panel < panels; panel++) {
            double centre = lower + half * (2 * panel + 1);
            for (int i = 0; i < ORDER; i++) {
                points[panel * ORDER + i] = centre + half * NODES[i];
                weights[panel * ORDER + i] = half * WEIGHTS[i];
            }
        }
        return new GaussLegendre(points, weights);
    }

    double[] points() {
        return points;
    }

    double[] weights() {
        return weights;
    }
}
