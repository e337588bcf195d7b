package dev.upshot.stats.estimate;

import dev.upshot.stats.moments.Sample;

/**
 * A ratio of two of a sample's means as the mean of linear terms (M − R D) / D̄, which is what the delta method does: from here on a
 * ratio behaves as a mean does.
 */
record Linear(Sample sample, int numerator, int denominator, double value) {

    static Linear ratio(Sample sample, int numerator, int denominator) {
        return new Linear(sample, numerator, denominator, sample.mean(numerator) / sample.mean(denominator));
    }

    /** Covariance of one unit's linear terms with those of another ratio of the same sample; of itself it is cut off below zero. */
    double covariance(Linear other) {
        double spread = sample.covariance(numerator, other.numerator)
                - other.value * sample.covariance(numerator, other.denominator)
                - value * sample.covariance(denominator, other.numerator)
                + value * other.value * sample.covariance(denominator, other.denominator);
        double covariance = spread / (sample.mean(denominator) * sample.mean(other.denominator));
        return equals(other) ? Math.max(0, covariance) : covariance;
    }

    static void checkVariables(String name, Sample sample, int wanted) {
        if (sample.variables() < wanted) {
            throw new IllegalArgumentException(name + " must have " + wanted + " variables: " + sample.variables());
        }
    }
}
