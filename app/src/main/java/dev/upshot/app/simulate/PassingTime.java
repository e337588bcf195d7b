package dev.upshot.app.simulate;

import dev.upshot.app.publish.History;
import dev.upshot.app.publish.Publisher;
import dev.upshot.app.publish.TimedEvent;
import java.time.Instant;

/**
 * The ticks of a complete history: one at the start of each observed day, before its first event, and one at the last
 * observed time. Events come by observed time, so none that is not late by itself is refused for a tick.
 */
final class PassingTime {

    private static final long DAY = 86_400_000;

    private final Publisher publisher;
    private final History history;
    private long day = Long.MAX_VALUE;
    private long last;

    PassingTime(Publisher publisher, History history) {
        this.publisher = publisher;
        this.history = history;
    }

    /** Takes note of the event that is to be published next. */
    void before(TimedEvent event) {
        last = Math.max(last, event.observedAt());
        if (last / DAY > day) {
            tick(last / DAY * DAY);
        }
        day = last / DAY;
    }

    /** There are no more events. */
    void end() {
        tick(last);
    }

    private void tick(long at) {
        if (history == History.COMPLETE) {
            publisher.tick(Instant.ofEpochMilli(at));
        }
    }
}
