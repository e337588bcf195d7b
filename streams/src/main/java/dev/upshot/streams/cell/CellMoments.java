package dev.upshot.streams.cell;

import dev.upshot.streams.attribution.CreditedUnit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The moments of one cell as a fixed-width array of bytes, the value in the stores {@code cells} and {@code totals}.
 *
 * <pre>
 * decisions, reviewed, overturned        8 bytes each
 * per KPI of the plan, in its order:     n 8, Σy 16, Σy² 16   (40 bytes)
 * </pre>
 *
 * All numbers are big-endian two's complement. Sums are exact as long as they stay within 128 bits: values have at most
 * fifteen digits, so Σy² has room for more than 10⁸ units even if every one had the largest value. Arithmetic works on
 * the bytes in place: an update allocates nothing beyond the array.
 */
public final class CellMoments {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HEAD = 24;
    private static final int PER_KPI = 40;

    private CellMoments() {}

    /** The moments of nothing, for this many KPIs. */
    public static byte[] zero(int kpis) {
        return new byte[HEAD + kpis * PER_KPI];
    }

    /** Adds a unit. */
    public static void add(byte[] moments, CreditedUnit unit) {
        apply(moments, unit, 1);
    }

    /** Takes a unit away again. */
    public static void subtract(byte[] moments, CreditedUnit unit) {
        apply(moments, unit, -1);
    }

    private static void apply(byte[] moments, CreditedUnit unit, long sign) {
        addLong(moments, 0, sign * unit.decisions());
        addLong(moments, 8, sign * unit.reviewed());
        addLong(moments, 16, sign * unit.overturned());
        for (int k = 0; k < unit.kpis(); k++) {
            if (unit.counts(k)) {
                int at = HEAD + k * PER_KPI;
                long y = unit.a(k);
                long signed = sign * y;
                addLong(moments, at, sign);
                add128(moments, at + 8, signed >> 63, signed);
                add128(moments, at + 24, Math.multiplyHigh(y, signed), y * signed);
            }
        }
    }

    /** Adds other moments of the same plan, {@code moments += other}. */
    public static void merge(byte[] moments, byte[] other) {
        requireSameWidth(moments, other);
        for (int at = 0; at < HEAD; at += 8) {
            addLong(moments, at, longAt(other, at));
        }
        for (int at = HEAD; at < moments.length; at += PER_KPI) {
            addLong(moments, at, longAt(other, at));
            add128(moments, at + 8, longAt(other, at + 8), longAt(other, at + 16));
            add128(moments, at + 24, longAt(other, at + 24), longAt(other, at + 32));
        }
    }

    /** The difference of two moments of the same plan, {@code after − before}. */
    public static byte[] difference(byte[] after, byte[] before) {
        byte[] result = before.clone();
        for (int at = 0; at < HEAD; at += 8) {
            negateLong(result, at);
        }
        for (int at = HEAD; at < result.length; at += PER_KPI) {
            negateLong(result, at);
            negate128(result, at + 8);
            negate128(result, at + 24);
        }
        merge(result, after);
        return result;
    }

    /** Decisions in the cell. */
    public static long decisions(byte[] moments) {
        return longAt(moments, 0);
    }

    /** Of these, reviewed decisions. */
    public static long reviewed(byte[] moments) {
        return longAt(moments, 8);
    }

    /** Of these, overturned decisions. */
    public static long overturned(byte[] moments) {
        return longAt(moments, 16);
    }

    /** Units that count in the KPI of this index. */
    public static long n(byte[] moments, int kpi) {
        return longAt(moments, HEAD + kpi * PER_KPI);
    }

    /** Σy of the KPI of this index, fixed-point. */
    public static BigInteger sum(byte[] moments, int kpi) {
        return big(moments, HEAD + kpi * PER_KPI + 8);
    }

    /** Σy² of the KPI of this index, fixed-point. */
    public static BigInteger sumSquares(byte[] moments, int kpi) {
        return big(moments, HEAD + kpi * PER_KPI + 24);
    }

    /** Moments with these numbers; the inverse of the readers above. */
    public static byte[] of(
            long decisions, long reviewed, long overturned, long[] n, BigInteger[] sums, BigInteger[] sumsOfSquares) {
        byte[] moments = zero(n.length);
        addLong(moments, 0, decisions);
        addLong(moments, 8, reviewed);
        addLong(moments, 16, overturned);
        for (int k = 0; k < n.length; k++) {
            int at = HEAD + k * PER_KPI;
            addLong(moments, at, n[k]);
            add128(moments, at + 8, sums[k].shiftRight(64).longValueExact(), sums[k].longValue());
            add128(moments, at + 24, sumsOfSquares[k].shiftRight(64).longValueExact(), sumsOfSquares[k].longValue());
        }
        return moments;
    }

    private static BigInteger big(byte[] moments, int at) {
        return new BigInteger(Arrays.copyOfRange(moments, at, at + 16));
    }

    private static long longAt(byte[] moments, int at) {
        return (long) LONG.get(moments, at);
    }

    private static void addLong(byte[] moments, int at, long amount) {
        LONG.set(moments, at, Math.addExact(longAt(moments, at), amount));
    }

    private static void negateLong(byte[] moments, int at) {
        LONG.set(moments, at, -longAt(moments, at));
    }

    private static void add128(byte[] moments, int at, long high, long low) {
        long sumLow = longAt(moments, at + 8) + low;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        LONG.set(moments, at + 8, sumLow);
        LONG.set(moments, at, longAt(moments, at) + high + carry);
    }

    private static void negate128(byte[] moments, int at) {
        long low = longAt(moments, at + 8);
        LONG.set(moments, at + 8, -low);
        LONG.set(moments, at, ~longAt(moments, at) + (low == 0 ? 1 : 0));
    }

    private static void requireSameWidth(byte[] a, byte[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "moments of different plans: " + a.length + " and " + b.length + " bytes");
        }
    }
}
