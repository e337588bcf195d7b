package dev.upshot.app.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * The events of all stories in the order of their observed times, hour by hour: an hour's events are put in order when
 * every story that can tell of it has been told. Holds only what waits for its hour. (A heap of all that waits would do
 * the same and spend a third of the time on keeping its order.)
 */
final class Arrivals implements Iterator<SimulatedEvent> {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final Scenario scenario;
    private final TreeMap<Long, List<Draft>> waiting = new TreeMap<>();
    private Iterator<Draft> current = Collections.emptyIterator();
    private long told;

    Arrivals(Scenario scenario) {
        this.scenario = scenario;
    }

    /** How many decisions have been told of so far. */
    long told() {
        return told;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && (told < scenario.decisions || !waiting.isEmpty())) {
            turnTo(nextHour());
        }
        return current.hasNext();
    }

    @Override
    public SimulatedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next().write();
    }

    private long nextHour() {
        long waits = waiting.isEmpty() ? Long.MAX_VALUE : waiting.firstKey();
        return told < scenario.decisions ? Math.min(waits, earliestHourOf(told)) : waits;
    }

    private void turnTo(long hour) {
        while (told < scenario.decisions && earliestHourOf(told) <= hour) {
            for (Draft draft : Story.tell(scenario, told)) {
                waiting.computeIfAbsent(draft.observedAt() / HOUR, unused -> new ArrayList<>())
                        .add(draft);
            }
            told++;
        }
        List<Draft> ofTheHour = waiting.remove(hour);
        if (ofTheHour != null) {
            ofTheHour.sort(Draft.BY_OBSERVED_TIME);
            current = ofTheHour.iterator();
        }
    }

    private long earliestHourOf(long story) {
        return (scenario.slot(story) - Scenario.SLACK.toMillis()) / HOUR;
    }
}
