package dev.upshot.stats.sequence;

import dev.upshot.stats.Arguments;

/**
 * The outcomes that have arrived in one arm, weighted by the inverse of the probability of that arm.
 *
 * @param events outcomes that have arrived, with a value other than zero, at most one per unit; 0 to 2<sup>53</sup>
 * @param total estimate of what all units together would have brought by now in this arm, Σ y / π; finite
 * @param variance its estimated variance, Σ y² (1 − π) / π²; finite and ≥ 0
 */
public record ArmArrivals(long events, double total, double variance) {
    /**
     * Arrivals.
     *
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public ArmArrivals {
        Arguments.checkUnits("events", events, 0);
        Arguments.checkSquarable("total", total);
        Arguments.checkNotNegative("variance", variance);
    }

    /**
     * Arrivals in an arm that every unit had the same probability of.
     *
     * @param events outcomes that have arrived, with a value other than zero, at most one per unit; 0 to 2<sup>53</sup>
     * @param sum Σ y of the arm's units, finite
     * @param sumSquares Σ y², finite and ≥ 0
     * @param share the probability π of this arm, in (0, 1)
     * @return the arrivals
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static ArmArrivals of(long events, double sum, double sumSquares, double share) {
        Arguments.checkSquarable("sum", sum);
        Arguments.checkNotNegative("sumSquares", sumSquares);
        Arguments.checkOpenUnit("share", share);
        return new ArmArrivals(events, sum / share, sumSquares * (1 - share) / (share * share));
    }
}
