package dev.upshot.streams.plan;

/**
 * How intervals are made: Welch's interval for a sample size fixed beforehand.
 *
 * @param alpha two-sided error rate, in (0, 1)
 */
public record Inference(double alpha) {
    /** The smallest error rate a plan may ask for. */
    static final double MIN_ALPHA = 1e-9;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code alpha} is below 1e-9 or not below 1
     */
    public Inference {
        if (!(alpha >= MIN_ALPHA && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be in [1e-9, 1): " + alpha);
        }
    }
}
