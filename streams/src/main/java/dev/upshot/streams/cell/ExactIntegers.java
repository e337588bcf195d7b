package dev.upshot.streams.cell;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Arithmetic in place on the numbers of a stored value: integers of 8 and 16 bytes, big-endian two's complement. It
 * allocates nothing. Integers of 8 bytes are checked for overflow, those of 16 wrap around.
 */
final class ExactIntegers {

    static final int SHORT = 8;
    static final int WIDE = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private ExactIntegers() {}

    static long get(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void set(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    static void add(byte[] bytes, int at, long amount) {
        set(bytes, at, Math.addExact(get(bytes, at), amount));
    }

    static BigInteger getWide(byte[] bytes, int at) {
        return new BigInteger(Arrays.copyOfRange(bytes, at, at + WIDE));
    }

    /** @throws ArithmeticException if the value does not fit 128 bits */
    static void setWide(byte[] bytes, int at, BigInteger value) {
        set(bytes, at, value.shiftRight(Long.SIZE).longValueExact());
        set(bytes, at + SHORT, value.longValue());
    }

    static void addWide(byte[] bytes, int at, long amount) {
        addWide(bytes, at, amount >> 63, amount);
    }

    /** Adds the exact product of two factors. */
    static void addProduct(byte[] bytes, int at, long x, long y) {
        addWide(bytes, at, Math.multiplyHigh(x, y), x * y);
    }

    /** Adds the integer of 16 bytes at the same place of another array. */
    static void addWide(byte[] bytes, byte[] other, int at) {
        addWide(bytes, at, get(other, at), get(other, at + SHORT));
    }

    private static void addWide(byte[] bytes, int at, long high, long low) {
        long sumLow = get(bytes, at + SHORT) + low;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        set(bytes, at + SHORT, sumLow);
        set(bytes, at, get(bytes, at) + high + carry);
    }

    static void negateWide(byte[] bytes, int at) {
        long low = get(bytes, at + SHORT);
        set(bytes, at + SHORT, -low);
        set(bytes, at, ~get(bytes, at) + (low == 0 ? 1 : 0));
    }
}
