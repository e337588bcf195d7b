package dev.upshot.stats.sequence;

import java.util.Arrays;

/** The integration grid of Jennison and Turnbull (2000), section 19.2, cut to an interval, with the weights of Simpson's rule. */
final class SimpsonGrid {
    private SimpsonGrid() {}

    /** At most 12 r − 3 points around a centre: 6 r − 1 and those half-way between, none outside the interval. */
    static double[] points(int r, double centre, double lower, double upper) {
        double[] odd = new double[6 * r - 1];
        int n = 0;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 1; i <= 6 * r - 1; i++) {
            double x = Math.min(upper, Math.max(lower, centre + offset(i, r)));
            if (x > last) {
                odd[n++] = x;
                last = x;
            }
        }
        double[] points = new double[2 * n - 1];
        for (int i = 0; i < n; i++) {
            points[2 * i] = odd[i];
            if (i > 0) {
                points[2 * i - 1] = (odd[i - 1] + odd[i]) / 2;
            }
        }
        return points;
    }

    private static double offset(int i, int r) {
        if (i < r) {
            return -3 - 4 * StrictMath.log((double) r / i);
        }
        return i <= 5 * r ? -3 + 3.0 * (i - r) / (2.0 * r) : 3 + 4 * StrictMath.log((double) r / (6 * r - i));
    }

    /** The weights 1/6, 4/6, 1/6 of every pair of neighbouring steps, added up. */
    static double[] weights(double[] points) {
        double[] weights = new double[points.length];
        Arrays.fill(weights, 0);
        for (int i = 2; i < points.length; i += 2) {
            double width = points[i] - points[i - 2];
            weights[i - 2] += width / 6;
            weights[i - 1] += width * 4 / 6;
            weights[i] += width / 6;
        }
        return weights;
    }
}
