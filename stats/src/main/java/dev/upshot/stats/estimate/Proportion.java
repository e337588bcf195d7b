package dev.upshot.stats.estimate;

import dev.upshot.stats.Arguments;

/**
 * How many of an arm's units have a yes.
 *
 * @param n number of units, at least 0 and at most 2<sup>53</sup>, so that it is exact as {@code double}
 * @param successes units with a yes, from 0 to {@code n}
 */
public record Proportion(long n, long successes) {
    private static final long EXACT = 1L << 53;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a count is out of its range
     */
    public Proportion {
        Arguments.checkCount("n", n, 0);
        if (n > EXACT) {
            throw new IllegalArgumentException("n must be <= 2^53: " + n);
        }
        if (successes < 0 || successes > n) {
            throw new IllegalArgumentException("successes must be in [0, n = " + n + "]: " + successes);
        }
    }

    /** The share of successes; of units there must be one. */
    double share() {
        return (double) successes / (double) n;
    }

    /** The sampling variance p (1 − p) / n. */
    double variance() {
        return share() * (1 - share()) / (double) n;
    }
}
