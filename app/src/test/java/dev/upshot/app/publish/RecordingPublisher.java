package dev.upshot.app.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Keeps what is published, instead of a broker. */
public final class RecordingPublisher implements Publisher {

    private final List<TimedEvent> events = new ArrayList<>();
    private final Map<Instant, Integer> ticks = new LinkedHashMap<>();

    @Override
    public void publish(TimedEvent event) {
        events.add(event);
    }

    @Override
    public void tick(Instant at) {
        ticks.put(at, events.size());
    }

    @Override
    public void close() {}

    /** The ticks, each with the number of events before it. */
    public Map<Instant, Integer> ticks() {
        return ticks;
    }

    /** All events, in order. */
    public List<TimedEvent> events() {
        return events;
    }

    /** The events of one type, in order. */
    public <T extends SpecificRecord> Stream<T> values(Class<T> type) {
        return events.stream().map(TimedEvent::value).filter(type::isInstance).map(type::cast);
    }
}
