package dev.upshot.streams.lift;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Key of the store {@code totals}: plan ordinal (2 bytes), dimension (2, −1 overall), arm ordinal (2), value (UTF-8).
 */
public final class SlotKey {

    private static final int FIXED = 6;

    private SlotKey() {}

    /** The key of one arm's total in one slot. */
    public static byte[] of(Slot slot, int arm) {
        byte[] value = slot.value().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED + value.length)
                .putShort((short) slot.plan())
                .putShort((short) slot.dimension())
                .putShort((short) arm)
                .put(value)
                .array();
    }

    /** The slot in a key. */
    public static Slot slot(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        int plan = in.getShort();
        int dimension = in.getShort();
        return new Slot(plan, dimension, new String(key, FIXED, key.length - FIXED, StandardCharsets.UTF_8));
    }
}
