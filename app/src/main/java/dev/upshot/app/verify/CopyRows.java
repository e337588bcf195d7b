package dev.upshot.app.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows into one table through PostgreSQL's {@code COPY} in its binary format. The fields of a row are given in
 * the order of the table's columns. A text with the character U+0000, which PostgreSQL cannot hold, is stored as one
 * that is longer than an id or a segment value may be, so that the same reason refuses it. Not thread-safe.
 */
final class CopyRows implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final String UNSTORABLE = "\uFFFD".repeat(129);
    private static final int FLUSH_AT = 1 << 16;
    private static final int TEXT_OID = 25;
    private static final int FLOAT8_OID = 701;

    private final CopyIn copy;
    private final int columns;
    private ByteBuffer buffer = ByteBuffer.allocate(2 * FLUSH_AT);
    private int fields;
    private boolean complete;

    CopyRows(Connection connection, String table, int columns) throws SQLException {
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin (format binary)");
        this.columns = columns;
        this.fields = columns;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Starts the next row; the row before it must be complete. */
    CopyRows row() throws SQLException {
        requireCompleteRow();
        if (buffer.position() >= FLUSH_AT) {
            flush();
        }
        room(2).putShort((short) columns);
        fields = 0;
        return this;
    }

    CopyRows nil() {
        field(4).putInt(-1);
        return this;
    }

    CopyRows nils(int count) {
        for (int i = 0; i < count; i++) {
            nil();
        }
        return this;
    }

    CopyRows int4(int value) {
        field(8).putInt(4).putInt(value);
        return this;
    }

    CopyRows bool(boolean value) {
        field(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    CopyRows int8(@Nullable Long value) {
        if (value == null) {
            return nil();
        }
        field(12).putInt(8).putLong(value);
        return this;
    }

    CopyRows float8(@Nullable Double value) {
        if (value == null) {
            return nil();
        }
        field(12).putInt(8).putDouble(value);
        return this;
    }

    /** Milliseconds since 1970, as {@code bigint}. */
    CopyRows millis(@Nullable Instant value) {
        return int8(value == null ? null : value.toEpochMilli());
    }

    CopyRows text(@Nullable String value) {
        if (value == null) {
            return nil();
        }
        return bytes(utf8(value));
    }

    CopyRows bytes(byte[] value) {
        field(4 + value.length).putInt(value.length).put(value);
        return this;
    }

    CopyRows texts(Collection<String> values) {
        byte[][] elements = values.stream().map(CopyRows::utf8).toArray(byte[][]::new);
        int size = 0;
        for (byte[] element : elements) {
            size += 4 + element.length;
        }
        array(TEXT_OID, elements.length, size);
        for (byte[] element : elements) {
            buffer.putInt(element.length).put(element);
        }
        return this;
    }

    CopyRows float8s(Collection<Double> values) {
        array(FLOAT8_OID, values.size(), 12 * values.size());
        values.forEach(value -> buffer.putInt(8).putDouble(value));
        return this;
    }

    /** The head of an array: dimensions, no nulls, element type and, unless empty, length and lower bound. */
    private void array(int elementType, int length, int size) {
        int head = length == 0 ? 12 : 20;
        field(4 + head + size)
                .putInt(head + size)
                .putInt(length == 0 ? 0 : 1)
                .putInt(0)
                .putInt(elementType);
        if (length > 0) {
            buffer.putInt(length).putInt(1);
        }
    }

    private static byte[] utf8(String value) {
        return (value.indexOf('\0') < 0 ? value : UNSTORABLE).getBytes(StandardCharsets.UTF_8);
    }

    private ByteBuffer field(int size) {
        fields++;
        return room(size);
    }

    private ByteBuffer room(int size) {
        if (buffer.remaining() < size) {
            int capacity = Math.max(2 * buffer.capacity(), buffer.position() + size);
            buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
        }
        return buffer;
    }

    private void requireCompleteRow() {
        if (fields != columns) {
            throw new IllegalStateException("a row of " + columns + " columns has " + fields + " fields");
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Ends the table: what was written becomes rows. Without it, closing discards them all. */
    void complete() throws SQLException {
        requireCompleteRow();
        room(2).putShort((short) -1);
        flush();
        copy.endCopy();
        complete = true;
    }

    @Override
    public void close() throws SQLException {
        if (!complete && copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
