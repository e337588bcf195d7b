package dev.upshot.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A thread's buffer for the record it is writing: the header, then Avro's binary encoding of values. */
final class Frame {

    private static final ThreadLocal<Frame> OF_THREAD = ThreadLocal.withInitial(Frame::new);
    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int USUAL = 1 << 10;
    private static final int LARGEST_KEPT = 1 << 20;
    private static final int LONGEST_NUMBER = 10;

    /** Up to this many ASCII characters are copied one by one, with a length of one byte, and without garbage. */
    private static final int SHORT = 63;

    private byte[] bytes = new byte[USUAL];
    private int size;

    /** Returns this thread's frame with the header of a new record in it. */
    static Frame start(int schemaId) {
        Frame frame = OF_THREAD.get();
        if (frame.bytes.length > LARGEST_KEPT) {
            frame.bytes = new byte[USUAL];
        }
        frame.bytes[0] = 0;
        frame.bytes[1] = (byte) (schemaId >>> 24);
        frame.bytes[2] = (byte) (schemaId >>> 16);
        frame.bytes[3] = (byte) (schemaId >>> 8);
        frame.bytes[4] = (byte) schemaId;
        frame.size = RecordReader.HEADER;
        return frame;
    }

    /** Returns a copy of what was written. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** An int or long, a length, an index: zigzag, seven bits per byte, the lowest first. */
    void number(long value) {
        room(LONGEST_NUMBER);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** One byte, 1 or 0. */
    void truth(boolean value) {
        room(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    void floating(double value) {
        room(Double.BYTES);
        DOUBLES.set(bytes, size, value);
        size += Double.BYTES;
    }

    void text(String value) {
        if (value.length() > SHORT || !shortAscii(value)) {
            byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            room(encoded.length);
            System.arraycopy(encoded, 0, bytes, size, encoded.length);
            size += encoded.length;
        }
    }

    private boolean shortAscii(String value) {
        int length = value.length();
        room(1 + length);
        int start = size + 1;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            bytes[start + i] = (byte) c;
        }
        bytes[size] = (byte) (length << 1);
        size = start + length;
        return true;
    }

    /** The remaining bytes of a buffer, whose position stays as it is. */
    void binary(ByteBuffer value) {
        int length = value.remaining();
        number(length);
        room(length);
        value.get(value.position(), bytes, size, length);
        size += length;
    }

    private void room(int length) {
        if (length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, length)));
        }
    }
}
