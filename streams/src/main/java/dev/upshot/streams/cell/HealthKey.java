package dev.upshot.streams.cell;

import java.nio.ByteBuffer;

/**
 * Key of the store {@code health}: plan ordinal (2 bytes), UTC day (4).
 *
 * @param plan ordinal of the plan in its generation
 * @param day UTC day, days since the epoch
 */
public record HealthKey(int plan, int day) {

    private static final int LENGTH = 6;

    /** This key's bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putShort((short) plan).putInt(day).array();
    }

    /** The key of these bytes. */
    public static HealthKey of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new HealthKey(in.getShort(), in.getInt());
    }
}
