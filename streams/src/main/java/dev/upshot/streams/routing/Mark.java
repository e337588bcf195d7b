package dev.upshot.streams.routing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * How far a stage has come, as it tells the next one: every event before these places, of which it had to send any, was
 * sent before this. A record without value and with the header {@value #NAME}, in every partition.
 *
 * <p>Bytes: sender (4), then per place source (1), partition (4), next offset (8), clock (8), seen (8).
 *
 * @param sender partition of the task of the index that speaks; {@link #ROUTER} for what came straight
 * @param places one per source partition it speaks for
 */
public record Mark(int sender, List<Place> places) {

    /** The sender of a mark that speaks for its own partition of each event topic. */
    public static final int ROUTER = -1;

    private static final String NAME = "upshot-mark";
    private static final int PLACE_BYTES = 29;

    /**
     * A place in one partition of an event topic.
     *
     * @param source place of the topic among the event topics
     * @param partition the partition
     * @param nextOffset of the first event not yet sent on
     * @param clock highest tick before it, milliseconds since the epoch
     * @param seen highest timestamp before it, milliseconds since the epoch
     */
    public record Place(int source, int partition, long nextOffset, long clock, long seen) {}

    /** Copies the places. */
    public Mark {
        places = List.copyOf(places);
    }

    /** Reads a mark; null for a record that is none. */
    public static @Nullable Mark of(Headers headers) {
        Header header = headers.lastHeader(NAME);
        if (header == null) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(header.value());
        int sender = in.getInt();
        List<Place> places = new ArrayList<>(in.remaining() / PLACE_BYTES);
        while (in.hasRemaining()) {
            places.add(new Place(in.get(), in.getInt(), in.getLong(), in.getLong(), in.getLong()));
        }
        return new Mark(sender, places);
    }

    /** The header that carries this. */
    public Header header() {
        ByteBuffer out = ByteBuffer.allocate(4 + PLACE_BYTES * places.size()).putInt(sender);
        for (Place place : places) {
            out.put((byte) place.source())
                    .putInt(place.partition())
                    .putLong(place.nextOffset())
                    .putLong(place.clock())
                    .putLong(place.seen());
        }
        return new RecordHeader(NAME, out.array());
    }
}
