package dev.upshot.report.notation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles as decimal text, the same on every machine: exact conversion, half-even rounding, a comma between thousands,
 * a true minus sign, and never a negative zero.
 */
public final class Decimals {
    private static final int MOST_PLACES = 9;
    /** The digits that are meant: what should be 7 comes out of a division as 7.000000000000001. */
    private static final MathContext MEANT = new MathContext(12, RoundingMode.HALF_EVEN);

    private static final MathContext RATE = new MathContext(4, RoundingMode.UP);
    private static final String MINUS = "\u2212";

    private Decimals() {}

    /** {@code 1234.5} with one place is {@code 1,234.5}; a negative number has a minus sign. */
    public static String plain(double value, int places) {
        BigDecimal rounded = rounded(value, places);
        return (rounded.signum() < 0 ? MINUS : "") + grouped(rounded.abs().toPlainString());
    }

    /** As {@link #plain}, with a plus sign before positive numbers; what rounds to zero has no sign. */
    public static String signed(double value, int places) {
        return (rounded(value, places).signum() > 0 ? "+" : "") + plain(value, places);
    }

    /** As {@link #signed}, rounded downwards: a lower bound is told no higher than it is. */
    static String lower(double value, int places) {
        return signed(directed(value, places, RoundingMode.FLOOR), places);
    }

    /** As {@link #signed}, rounded upwards. */
    static String upper(double value, int places) {
        return signed(directed(value, places, RoundingMode.CEILING), places);
    }

    /** A number that is not negative, cut off after so many places. */
    static String towardsZero(double value, int places) {
        return grouped(meant(value).setScale(places, RoundingMode.DOWN).toPlainString());
    }

    /** The first so many digits of a number of at least 1, zeros for the others before the point, and none behind it. */
    static String leading(double value, int digits) {
        return grouped(meant(value)
                .setScale(0, RoundingMode.DOWN)
                .round(new MathContext(digits, RoundingMode.DOWN))
                .toPlainString());
    }

    /** A share in per cent with one place, cut off so that only all of it is 100 %. */
    public static String percentDown(double share) {
        return towardsZero(share * 100, 1) + " %";
    }

    /** A share that a plan names, in per cent: every digit of it, and two at least. */
    public static String percentAsPlanned(double share) {
        BigDecimal percent =
                new BigDecimal(Double.toString(share)).stripTrailingZeros().movePointRight(2);
        int places = Math.max(percent.scale(), places(percent.doubleValue(), 2, 0));
        return grouped(percent.setScale(places, RoundingMode.UNNECESSARY).toPlainString()) + " %";
    }

    /** An error rate in per cent, in four digits at most and no lower than it is: a plan's share among segments has sixteen. */
    public static String errorRate(double alpha) {
        return percent(rate(alpha));
    }

    /** The level of an interval with this error rate: what is left of certainty, no more than it is. */
    public static String confidenceLevel(double alpha) {
        return percent(BigDecimal.ONE.subtract(rate(alpha)));
    }

    private static BigDecimal rate(double alpha) {
        return meant(alpha).round(RATE);
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    /** A whole number that is not negative: {@code 1,234,567}. */
    public static String count(long value) {
        return grouped(Long.toString(value));
    }

    /** Places that show this many significant digits of the value, between least and nine; least for zero. */
    public static int places(double value, int significant, int least) {
        BigDecimal exact = new BigDecimal(value);
        if (exact.signum() == 0) {
            return least;
        }
        int leading = exact.precision() - exact.scale();
        return Math.max(least, Math.min(MOST_PLACES, significant - leading));
    }

    private static double directed(double value, int places, RoundingMode direction) {
        return meant(value).setScale(places, direction).doubleValue();
    }

    private static BigDecimal meant(double value) {
        return new BigDecimal(Double.toString(value)).round(MEANT);
    }

    private static BigDecimal rounded(double value, int places) {
        return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN);
    }

    private static String grouped(String digits) {
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder(digits);
        for (int i = end - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }
}
