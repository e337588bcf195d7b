package dev.upshot.stats.power;

import dev.upshot.stats.Arguments;

/**
 * How many units two arms have, or are to have.
 *
 * @param baselineUnits n<sub>a</sub>, finite and above zero; planning knows fractions of a unit
 * @param candidateUnits n<sub>b</sub>, finite and above zero
 */
public record Arms(double baselineUnits, double candidateUnits) {
    /**
     * Two arms.
     *
     * @throws IllegalArgumentException if a number is not finite and above zero
     */
    public Arms {
        Arguments.checkPositiveFinite("baselineUnits", baselineUnits);
        Arguments.checkPositiveFinite("candidateUnits", candidateUnits);
    }

    /**
     * A number of units, split.
     *
     * @param units of both arms together, finite and above zero
     * @param candidateShare the candidate's share of them, in (0, 1)
     * @return the arms
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static Arms of(double units, double candidateShare) {
        Arguments.checkPositiveFinite("units", units);
        Arguments.checkOpenUnit("candidateShare", candidateShare);
        return new Arms(units * (1 - candidateShare), units * candidateShare);
    }

    /** The delta method's standard error of a relative difference, under the alternative. */
    double relativeError(Baseline baseline, double lift) {
        double perCandidate = baseline.varianceAt(lift) / candidateUnits;
        double perBaseline = baseline.variance() / baselineUnits * ((1 + lift) * (1 + lift));
        return Math.sqrt(perCandidate + perBaseline) / Math.abs(baseline.mean());
    }
}
