package dev.upshot.wire;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Time itself as a record in the event topics: neither key nor value, and the header {@value #NAME} with the moment that
 * has passed, eight bytes, big-endian milliseconds since 1970. It speaks for the partition it lies in alone: of what
 * follows there, nothing that happened longer before that moment than a plan waits is taken.
 *
 * <p>A record without key and value disturbs no other reader of the topic, and needs no schema.
 */
public final class TickHeader {

    /** The header's key. */
    public static final String NAME = "upshot-tick";

    private static final long YEAR_10000 = 253_402_300_800_000L;
    private static final long CLOCK_TOLERANCE = 86_400_000L;

    private TickHeader() {}

    /**
     * Returns the header of a tick.
     *
     * @param at the moment that has passed, milliseconds since 1970
     * @throws IllegalArgumentException if it is outside the years 1970 to 9999
     */
    public static Header of(long at) {
        if (!isInTime(at)) {
            throw new IllegalArgumentException("at: " + at + ", outside the years 1970 to 9999");
        }
        return new RecordHeader(
                NAME, ByteBuffer.allocate(Long.BYTES).putLong(at).array());
    }

    /** Returns whether a record is meant as a tick; if not, it is an event, or what is left of one. */
    public static boolean marks(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return key == null && value == null && headers.lastHeader(NAME) != null;
    }

    /** Returns the moment in the header, whatever it is; empty where the header is missing or not eight bytes long. */
    public static OptionalLong at(Headers headers) {
        Header header = headers.lastHeader(NAME);
        byte[] bytes = header == null ? null : header.value();
        return bytes == null || bytes.length != Long.BYTES
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(bytes).getLong());
    }

    /**
     * Returns the moment by which a tick may move the clock; empty where it must be refused, because a wrong tick would
     * make everything final, and that cannot be taken back: malformed, outside the years 1970 to 9999, or more than a day
     * after the record's own timestamp.
     *
     * @param observed timestamp of the record, milliseconds since 1970
     */
    public static OptionalLong accepted(Headers headers, long observed) {
        OptionalLong at = at(headers);
        return at.isPresent() && isInTime(at.getAsLong()) && at.getAsLong() - observed <= CLOCK_TOLERANCE
                ? at
                : OptionalLong.empty();
    }

    private static boolean isInTime(long at) {
        return at >= 0 && at < YEAR_10000;
    }
}
