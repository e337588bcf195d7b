package dev.upshot.stats.power;

import dev.upshot.stats.Arguments;

/** What is known of a KPI in the baseline arm before a comparison: its mean and how much single units vary. */
public sealed interface Baseline permits Baseline.Mean, Baseline.Proportion, Baseline.Ratio {
    /**
     * The baseline's figure.
     *
     * @return not zero
     */
    double mean();

    /**
     * The variance of one unit in the baseline arm.
     *
     * @return above zero
     */
    double variance();

    /**
     * The variance of one unit in the candidate arm, had it this lift.
     *
     * @param lift relative difference, finite
     * @return ≥ 0
     * @throws IllegalArgumentException if no such lift is possible
     */
    double varianceAt(double lift);

    /**
     * A mean. The variance is presumed equal in both arms.
     *
     * @param mean at most 10<sup>150</sup> in magnitude, not zero
     * @param variance of one unit, finite and above zero
     */
    record Mean(double mean, double variance) implements Baseline {
        /**
         * A mean.
         *
         * @throws IllegalArgumentException if an argument is outside its range
         */
        public Mean {
            Arguments.checkSquarable("mean", mean);
            if (mean == 0) {
                throw new IllegalArgumentException("mean must not be 0: a relative difference to it has no meaning");
            }
            Arguments.checkPositiveFinite("variance", variance);
        }

        @Override
        public double varianceAt(double lift) {
            Arguments.checkSquarable("lift", lift);
            return variance;
        }
    }

    /**
     * A proportion p with variance p (1 − p), in the candidate arm p (1 + L) (1 − p (1 + L)).
     *
     * @param mean p, in (0, 1)
     */
    record Proportion(double mean) implements Baseline {
        /**
         * A proportion.
         *
         * @throws IllegalArgumentException if it is not in (0, 1)
         */
        public Proportion {
            Arguments.checkOpenUnit("mean", mean);
        }

        @Override
        public double variance() {
            return mean * (1 - mean);
        }

        @Override
        public double varianceAt(double lift) {
            double other = mean * (1 + lift);
            // (1 − p) / p, the largest lift, may miss one by its rounding.
            if (!(other >= 0 && other <= 1 + 1e-12)) {
                throw new IllegalArgumentException(
                        "lift must leave the proportion " + mean + " within [0, 1]: " + lift);
            }
            return Math.max(0, other * (1 - other));
        }
    }

    /**
     * A ratio of two means M/D, with the delta method's variance of one unit \( (\sigma_M^2 - 2 R \sigma_{MD} + R^2 \sigma_D^2) / \mu_D^2 \).
     *
     * @param numerator mean of M, at most 10<sup>150</sup> in magnitude, not zero
     * @param denominator mean of D, at most 10<sup>150</sup> in magnitude, not zero
     * @param numeratorVariance σ<sub>M</sub>², finite and ≥ 0
     * @param denominatorVariance σ<sub>D</sub>², finite and ≥ 0
     * @param covariance σ<sub>MD</sub>, finite
     */
    record Ratio(
            double numerator,
            double denominator,
            double numeratorVariance,
            double denominatorVariance,
            double covariance)
            implements Baseline {
        /**
         * A ratio.
         *
         * @throws IllegalArgumentException if an argument is outside its range or the ratio does not vary
         */
        public Ratio {
            Arguments.checkSquarable("numerator", numerator);
            Arguments.checkSquarable("denominator", denominator);
            if (numerator == 0 || denominator == 0) {
                throw new IllegalArgumentException(
                        "numerator and denominator must not be 0: " + numerator + ", " + denominator);
            }
            Arguments.checkNotNegative("numeratorVariance", numeratorVariance);
            Arguments.checkNotNegative("denominatorVariance", denominatorVariance);
            Arguments.checkFinite("covariance", covariance);
            double variance =
                    variance(numerator / denominator, denominator, numeratorVariance, denominatorVariance, covariance);
            if (!(variance > 0 && variance <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("the ratio's variance must be finite and > 0: " + variance);
            }
        }

        @Override
        public double mean() {
            return numerator / denominator;
        }

        @Override
        public double variance() {
            return variance(mean(), denominator, numeratorVariance, denominatorVariance, covariance);
        }

        @Override
        public double varianceAt(double lift) {
            Arguments.checkSquarable("lift", lift);
            return variance();
        }

        private static double variance(double ratio, double d, double vm, double vd, double c) {
            return (vm - 2 * ratio * c + ratio * ratio * vd) / (d * d);
        }
    }
}
