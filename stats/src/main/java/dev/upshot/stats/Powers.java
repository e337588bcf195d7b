package dev.upshot.stats;

/**
 * Powers of ten that a {@code double} holds exactly.
 *
 * <p>Public only because the library's packages share it.
 */
public final class Powers {
    private static final double[] OF_10 = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private Powers() {}

    /**
     * A power of ten.
     *
     * @param exponent from 0 to 9
     * @return 10<sup>exponent</sup>
     */
    public static double of10(int exponent) {
        return OF_10[exponent];
    }
}
