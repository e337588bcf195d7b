package dev.upshot.streams.cell;

import dev.upshot.streams.attribution.Restatement;
import java.math.BigInteger;

/**
 * What one cause changed in one KPI of one cell, as bytes: the value in the store {@code restatements}.
 *
 * <pre>
 * units 8, change 16     big-endian two's complement
 * </pre>
 *
 * Written by the measuring task with every event that adds or takes away a correction; never deleted, it may become
 * zero.
 */
public final class RestatementMoments {

    private static final int LENGTH = ExactIntegers.SHORT + ExactIntegers.WIDE;

    private RestatementMoments() {}

    /** Nothing changed. */
    public static byte[] zero() {
        return new byte[LENGTH];
    }

    /** Adds what a journey contributes, in place; with {@code sign} −1 takes it away again. */
    public static void add(byte[] moments, Restatement restatement, int sign) {
        ExactIntegers.add(moments, 0, (long) sign * restatement.units());
        BigInteger change = sign < 0 ? restatement.change().negate() : restatement.change();
        ExactIntegers.setWide(moments, 8, ExactIntegers.getWide(moments, 8).add(change));
    }

    /** How many units were changed. */
    public static long units(byte[] moments) {
        return ExactIntegers.get(moments, 0);
    }

    /** By how much in all, fixed-point. */
    public static BigInteger change(byte[] moments) {
        return ExactIntegers.getWide(moments, 8);
    }
}
