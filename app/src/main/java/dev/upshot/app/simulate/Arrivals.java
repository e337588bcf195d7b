package dev.upshot.app.simulate;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The events of all stories in the order of their observed times. Holds only what waits for its time: a story is told
 * when its slot comes.
 */
final class Arrivals implements Iterator<SimulatedEvent> {

    private final Scenario scenario;
    private final PriorityQueue<Draft> waiting = new PriorityQueue<>(Draft.BY_OBSERVED_TIME);
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
        return told < scenario.decisions || !waiting.isEmpty();
    }

    @Override
    public SimulatedEvent next() {
        while (told < scenario.decisions && mayPrecedeWhatWaits(told)) {
            waiting.addAll(Story.tell(scenario, told));
            told++;
        }
        Draft draft = waiting.poll();
        if (draft == null) {
            throw new NoSuchElementException();
        }
        return draft.write();
    }

    private boolean mayPrecedeWhatWaits(long story) {
        Draft next = waiting.peek();
        return next == null || scenario.slot(story) - Scenario.SLACK.toMillis() <= next.observedAt();
    }
}
