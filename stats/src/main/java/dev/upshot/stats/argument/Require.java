package dev.upshot.stats.argument;

/** Argument checks that name the argument, the value found and what is allowed. Each returns the value it was given. */
public final class Require {
    /** The largest count that a {@code double} holds exactly together with all smaller ones: 2<sup>53</sup>. */
    public static final long MAX_COUNT = 1L << 53;

    private Require() {}

    /**
     * An error rate.
     *
     * @param name the argument's name
     * @param value in (0, 1), and large enough that its half is told from zero in 1 − value/2
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static double errorRate(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1): " + value);
        }
        if (1 - value / 2 == 1) {
            throw new IllegalArgumentException(
                    name + " must be large enough that 1 - " + name + "/2 is below 1: " + value);
        }
        return value;
    }

    /**
     * A probability of zero to one, both included.
     *
     * @param name the argument's name
     * @param value in [0, 1]
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static double probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1]: " + value);
        }
        return value;
    }

    /**
     * A share of neither nothing nor all.
     *
     * @param name the argument's name
     * @param value in (0, 1)
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static double properShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in (0, 1): " + value);
        }
        return value;
    }

    /**
     * A number.
     *
     * @param name the argument's name
     * @param value neither NaN nor infinite
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite: " + value);
        }
        return value;
    }

    /**
     * A number whose square is one too.
     *
     * @param name the argument's name
     * @param value of a magnitude of at most 10<sup>150</sup>
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static double moderate(String name, double value) {
        if (!(Math.abs(value) <= 1e150)) {
            throw new IllegalArgumentException(name + " must be finite and at most 1e150 in magnitude: " + value);
        }
        return value;
    }

    /**
     * A number of at least zero.
     *
     * @param name the argument's name
     * @param value finite and ≥ 0
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static double nonNegative(String name, double value) {
        if (!(value >= 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be finite and >= 0: " + value);
        }
        return value;
    }

    /**
     * A number above zero.
     *
     * @param name the argument's name
     * @param value finite and &gt; 0
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static double positive(String name, double value) {
        if (!(value > 0 && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be finite and > 0: " + value);
        }
        return value;
    }

    /**
     * A count.
     *
     * @param name the argument's name
     * @param value in [0, 2<sup>53</sup>]
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static long count(String name, long value) {
        if (value < 0 || value > MAX_COUNT) {
            throw new IllegalArgumentException(name + " must be in [0, 2^53]: " + value);
        }
        return value;
    }

    /**
     * A count of at least one.
     *
     * @param name the argument's name
     * @param value in [1, 2<sup>53</sup>]
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static long positiveCount(String name, long value) {
        if (value < 1 || value > MAX_COUNT) {
            throw new IllegalArgumentException(name + " must be in [1, 2^53]: " + value);
        }
        return value;
    }

    /**
     * A count that is part of another one.
     *
     * @param name the argument's name
     * @param value in [0, whole]
     * @param wholeName the other argument's name
     * @param whole the other count
     * @return the value
     * @throws IllegalArgumentException otherwise
     */
    public static long part(String name, long value, String wholeName, long whole) {
        if (value < 0 || value > whole) {
            throw new IllegalArgumentException(name + " must be in [0, " + wholeName + " = " + whole + "]: " + value);
        }
        return value;
    }
}
