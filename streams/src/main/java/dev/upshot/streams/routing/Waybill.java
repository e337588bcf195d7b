package dev.upshot.streams.routing;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a routed event, in the header {@value #NAME}: where it came from, and what was true there. So an
 * event is judged, and refused, as if it were read in its place.
 *
 * <p>Bytes: source (1), partition (4), offset (8), clock (8), plan (2), then nothing for a null key, or 1 and the key.
 *
 * @param source place of the event's topic among the event topics
 * @param partition its partition there
 * @param offset its offset there
 * @param clock the clock of that partition before it, milliseconds since the epoch
 * @param plan ordinal of the plan it is for; {@link #ANY} for all
 * @param key the key it had
 */
public record Waybill(int source, int partition, long offset, long clock, int plan, byte @Nullable [] key) {

    /** For every plan that measures the event. */
    public static final int ANY = -1;

    private static final String NAME = "upshot-waybill";
    private static final int FIXED = 23;

    /** Reads what an earlier stage wrote. */
    public static Waybill of(Headers headers) {
        Header header = headers.lastHeader(NAME);
        if (header == null) {
            throw new IllegalStateException("a record without " + NAME + " in a topic that only Upshot writes; reset"
                    + " the application, its internal topics included");
        }
        return of(header.value());
    }

    static Waybill of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int source = in.get();
        int partition = in.getInt();
        long offset = in.getLong();
        long clock = in.getLong();
        int plan = in.getShort();
        byte[] key = null;
        if (in.hasRemaining()) {
            in.get();
            key = new byte[in.remaining()];
            in.get(key);
        }
        return new Waybill(source, partition, offset, clock, plan, key);
    }

    /** The same for one plan alone. */
    public Waybill forPlan(int ordinal) {
        return new Waybill(source, partition, offset, clock, ordinal, key);
    }

    /** The header that carries this. */
    public Header header() {
        return new RecordHeader(NAME, bytes());
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(FIXED + (key == null ? 0 : 1 + key.length))
                .put((byte) source)
                .putInt(partition)
                .putLong(offset)
                .putLong(clock)
                .putShort((short) plan);
        if (key != null) {
            out.put((byte) 1).put(key);
        }
        return out.array();
    }
}
