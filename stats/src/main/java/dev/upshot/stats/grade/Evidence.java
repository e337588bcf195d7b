package dev.upshot.stats.grade;

import dev.upshot.stats.Arguments;
import dev.upshot.stats.Estimate;
import dev.upshot.stats.Result;
import dev.upshot.stats.sequence.Gate;
import dev.upshot.stats.trust.TrustReport;

/**
 * All that a verdict on one lift depends on.
 *
 * @param design how units came to their arms
 * @param trust what the checks found
 * @param gate whether the interval may be believed
 * @param look whether the clock allows a claim now
 * @param lift the estimate with its interval, absolute or relative, or why there is none
 * @param better which direction is an improvement
 * @param minimumEffect the least difference that matters, on the scale of {@code lift}; finite and ≥ 0, zero if the plan names none
 */
public record Evidence(
        Design design,
        TrustReport trust,
        Gate.Opening gate,
        Look look,
        Result<Estimate> lift,
        Better better,
        double minimumEffect) {
    /** What the clock says of this moment. */
    public enum Look {
        /** A claim may be made from this look. */
        ALLOWED,
        /** The look that the plan allows is still to come. */
        TOO_EARLY,
        /** No unit has matured, so there is nothing to look at. */
        NOTHING_MATURE
    }

    /**
     * Evidence.
     *
     * @throws IllegalArgumentException if {@code minimumEffect} is outside its range, or the interval is NaN
     */
    public Evidence {
        Arguments.checkNotNegative("minimumEffect", minimumEffect);
        lift.toOptional().ifPresent(estimate -> {
            if (!(estimate.lower() <= estimate.upper())) {
                throw new IllegalArgumentException("lift must have an interval: " + estimate);
            }
        });
    }
}
