package dev.upshot.stats;

/** Powers of ten that a {@code double} holds exactly. */
final class Powers {
    private static final double[] OF_10 = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Powers() {}

    static double of10(int exponent) {
        return OF_10[exponent];
    }
}
