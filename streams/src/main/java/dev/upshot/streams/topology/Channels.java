package dev.upshot.streams.topology;

import dev.upshot.event.Position;
import dev.upshot.streams.routing.Mark;
import dev.upshot.streams.routing.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far routed events have come to one measuring task: straight from the routers, and by way of each task of the index
 * of decisions, where there is one. What counts is the slowest way. Kept in the store {@code positions}, one
 * {@link Reach} per way, under its sender.
 */
final class Channels implements Reached {

    private final Measurement measurement;
    private final KeyValueStore<Bytes, byte[]> store;
    private final Reach straight;
    private final List<Reach> resolved;

    Channels(Measurement measurement, KeyValueStore<Bytes, byte[]> store) {
        this.measurement = measurement;
        this.store = store;
        this.straight = reach(Mark.ROUTER);
        this.resolved = IntStream.range(0, measurement.resolvesSubjects() ? measurement.partitions() : 0)
                .mapToObj(this::reach)
                .toList();
    }

    void take(Mark mark) {
        Reach reach = mark.sender() == Mark.ROUTER ? straight : resolved.get(mark.sender());
        reach.take(mark);
        store.put(key(mark.sender()), reach.bytes());
    }

    /** The lowest clock of a topic, milliseconds since the epoch. */
    long clock(int source) {
        return lowest(straight.clock(source), resolved.stream().mapToLong(reach -> reach.clock(source)));
    }

    @Override
    public long seen() {
        return straight.seen();
    }

    @Override
    public long finalClock() {
        return lowest(straight.finalClock(), resolved.stream().mapToLong(Reach::finalClock));
    }

    @Override
    public List<Position> positions() {
        List<String> topics = measurement.topics().inputs();
        List<Position> positions = new ArrayList<>();
        for (Mark.Place place : straight.places()) {
            LongStream others = resolved.stream()
                    .mapToLong(reach ->
                            reach.place(place.source(), place.partition()).nextOffset());
            positions.add(new Position(
                    topics.get(place.source()) + "-" + place.partition(), lowest(place.nextOffset(), others)));
        }
        return positions;
    }

    private Reach reach(int sender) {
        return new Reach(measurement.inputPartitions(), store.get(key(sender)));
    }

    private static long lowest(long one, LongStream others) {
        return LongStream.concat(LongStream.of(one), others).min().orElse(one);
    }

    private static Bytes key(int sender) {
        return Bytes.wrap(new byte[] {(byte) (sender >>> 8), (byte) sender});
    }
}
