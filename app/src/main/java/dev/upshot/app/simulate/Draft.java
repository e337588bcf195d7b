package dev.upshot.app.simulate;

import dev.upshot.app.publish.TimedEvent;
import java.util.Comparator;
import java.util.function.LongFunction;

/**
 * An event that waits for its time. Written out only then: what waits is small, so that a long history needs little
 * memory.
 *
 * @param observedAt when the log learns of it
 * @param story the number of the decision it belongs to
 * @param ordinal its place among what is told of that decision
 * @param writing makes the event of its observed time
 */
record Draft(long observedAt, long story, int ordinal, Trait trait, LongFunction<TimedEvent> writing) {

    /** By observed time; ties in a fixed order. */
    static final Comparator<Draft> BY_OBSERVED_TIME = (a, b) -> {
        int byTime = Long.compare(a.observedAt, b.observedAt);
        int byStory = byTime != 0 ? byTime : Long.compare(a.story, b.story);
        return byStory != 0 ? byStory : Integer.compare(a.ordinal, b.ordinal);
    };

    SimulatedEvent write() {
        return new SimulatedEvent(writing.apply(observedAt), trait);
    }
}
