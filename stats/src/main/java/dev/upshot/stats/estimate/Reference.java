package dev.upshot.stats.estimate;

/** The distribution an estimate is held against, by its degrees of freedom. */
public enum Reference {
    /** The normal distribution: the variances are taken as known. */
    NORMAL {
        @Override
        double degreesOfFreedom(double varianceA, long unitsA, double varianceB, long unitsB) {
            return Double.POSITIVE_INFINITY;
        }
    },
    /** Student's distribution with the degrees of freedom of Welch and Satterthwaite. */
    WELCH {
        @Override
        double degreesOfFreedom(double varianceA, long unitsA, double varianceB, long unitsB) {
            double both = varianceA + varianceB;
            return both
                    * both
                    / (varianceA * varianceA / (double) (unitsA - 1) + varianceB * varianceB / (double) (unitsB - 1));
        }
    },
    /** Student's distribution with n_a + n_b − 2 degrees of freedom, for a variance that both arms share. */
    POOLED {
        @Override
        double degreesOfFreedom(double varianceA, long unitsA, double varianceB, long unitsB) {
            return (double) unitsA + (double) unitsB - 2;
        }
    };

    /** The variance that both arms' units share, weighed by their degrees of freedom. */
    static double pooled(double unitVarianceA, long unitsA, double unitVarianceB, long unitsB) {
        double freeA = (double) (unitsA - 1);
        double freeB = (double) (unitsB - 1);
        return (freeA * unitVarianceA + freeB * unitVarianceB) / (freeA + freeB);
    }

    /** Of sampling variances (squared standard errors) that are not both zero. */
    abstract double degreesOfFreedom(double varianceA, long unitsA, double varianceB, long unitsB);
}
