package dev.upshot.stats.sequence;

/** Multipliers are published with nine decimals: platforms differ in the last bits of a logarithm, not in these. */
final class Rounded {
    private static final double DECIMALS = 1e9;

    private Rounded() {}

    static double multiplier(double value) {
        return Math.rint(value * DECIMALS) / DECIMALS;
    }
}
