package dev.upshot.stats.trust;

import dev.upshot.stats.Arguments;

/**
 * What a check found.
 *
 * @param check what was checked
 * @param outcome whether it passed
 * @param pValue how likely figures at least this odd are if all is well, in [0, 1]; one where the check knows no probability
 * @param deviation how far off, in the check's own measure: for shares the greatest |observed / expected − 1|, for covariates the greatest
 *     difference in standard deviations, for subjects the share in several arms, for delays the greatest distance of the cumulative shares
 */
public record Finding(Check check, Outcome outcome, double pValue, double deviation) {
    /** How a check ended. */
    public enum Outcome {
        /** Nothing odd. */
        PASSED,
        /** Odd beyond what chance allows. */
        FAILED,
        /** Not enough units to tell. */
        NOT_YET
    }

    /**
     * A finding.
     *
     * @throws IllegalArgumentException if the p-value is not in [0, 1] or the deviation negative or not finite
     */
    public Finding {
        Arguments.checkClosedUnit("pValue", pValue);
        Arguments.checkNotNegative("deviation", deviation);
    }

    /** Failed if the p-value is below the threshold. */
    static Finding byPValue(Check check, double pValue, double threshold, double deviation) {
        return new Finding(check, pValue < threshold ? Outcome.FAILED : Outcome.PASSED, pValue, deviation);
    }

    static Finding notYet(Check check) {
        return new Finding(check, Outcome.NOT_YET, 1, 0);
    }
}
