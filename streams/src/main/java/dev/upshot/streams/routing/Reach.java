package dev.upshot.streams.routing;

import dev.upshot.streams.routing.Mark.Place;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far events have come through one channel: per partition of each event topic the next offset and the clock.
 *
 * <p>Bytes: per event topic and partition next offset (8), clock (8), highest timestamp seen (8).
 */
public final class Reach {

    private final Place[][] places;

    /**
     * Where the channel stood.
     *
     * @param partitions how many partitions each event topic has
     * @param stored what {@link #bytes} made; null at the start
     */
    public Reach(List<Integer> partitions, byte @Nullable [] stored) {
        places = new Place[partitions.size()][];
        ByteBuffer in = stored == null ? null : ByteBuffer.wrap(stored);
        for (int source = 0; source < places.length; source++) {
            places[source] = new Place[partitions.get(source)];
            for (int partition = 0; partition < places[source].length; partition++) {
                places[source][partition] = in == null
                        ? new Place(source, partition, 0, 0, 0)
                        : new Place(source, partition, in.getLong(), in.getLong(), in.getLong());
            }
        }
    }

    /** Takes what the stage before says; nothing goes back. */
    public void take(Mark mark) {
        for (Place place : mark.places()) {
            if (place.partition() >= places[place.source()].length) {
                throw new IllegalStateException("an event topic has more partitions than when the measuring began;"
                        + " partitions must not be added: create the topics anew, or start again to measure with them");
            }
            places[place.source()][place.partition()] = place;
        }
    }

    /** The place in one partition of an event topic. */
    public Place place(int source, int partition) {
        return places[source][partition];
    }

    /** All places, by topic and partition. */
    public List<Place> places() {
        List<Place> all = new ArrayList<>();
        for (Place[] topic : places) {
            all.addAll(List.of(topic));
        }
        return all;
    }

    /** The lowest clock of the partitions of a topic, milliseconds since the epoch. */
    public long clock(int source) {
        long lowest = Long.MAX_VALUE;
        for (Place place : places[source]) {
            lowest = Math.min(lowest, place.clock());
        }
        return lowest;
    }

    /** The lowest clock of all, milliseconds since the epoch; 0 until every partition of every topic has had a tick. */
    public long finalClock() {
        long lowest = Long.MAX_VALUE;
        for (int source = 0; source < places.length; source++) {
            lowest = Math.min(lowest, clock(source));
        }
        return lowest;
    }

    /** The lowest timestamp that a partition with any event has come to, milliseconds since the epoch; 0 before the first. */
    public long seen() {
        return places().stream()
                .mapToLong(Place::seen)
                .filter(seen -> seen > 0)
                .min()
                .orElse(0);
    }

    /** The value as it is stored. */
    public byte[] bytes() {
        List<Place> all = places();
        ByteBuffer out = ByteBuffer.allocate(24 * all.size());
        all.forEach(
                place -> out.putLong(place.nextOffset()).putLong(place.clock()).putLong(place.seen()));
        return out.array();
    }
}
