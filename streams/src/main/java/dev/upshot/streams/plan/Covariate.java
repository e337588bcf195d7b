package dev.upshot.streams.plan;

/**
 * A quantity known before the decision that explains part of a KPI's variance: one of the decision's {@code covariates}.
 *
 * @param name its key in the decision's {@code covariates}, 1 to 128 characters
 * @param scale decimal places that are kept, from 0 to 9; more are rounded, half to even
 */
public record Covariate(String name, int scale) {
    /** Decimal places where the plan says nothing. */
    public static final int DEFAULT_SCALE = 6;

    /**
     * Checks the scale.
     *
     * @throws IllegalArgumentException if it is not in [0, 9]
     */
    public Covariate {
        FixedPointRange.check(scale, null);
    }
}
