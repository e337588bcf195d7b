package dev.upshot.app.publish;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets time pass with the events it hands on, which must come in the order of their observed times: after each observed
 * UTC day a tick at its end, and when it is closed one at the last observed time.
 */
public final class DailyTicks implements Publisher {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long NONE = -1;

    private final Publisher publisher;
    private long lastObserved = NONE;

    /** Hands on to this publisher, and closes it when it is closed itself. */
    public DailyTicks(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void publish(TimedEvent event) {
        long startOfDay = event.observedAt() / DAY * DAY;
        if (lastObserved != NONE && lastObserved < startOfDay) {
            publisher.tick(Instant.ofEpochMilli(startOfDay));
        }
        lastObserved = Math.max(lastObserved, event.observedAt());
        publisher.publish(event);
    }

    @Override
    public void tick(Instant at) {
        publisher.tick(at);
    }

    @Override
    public void close() {
        try (publisher) {
            if (lastObserved != NONE) {
                publisher.tick(Instant.ofEpochMilli(lastObserved));
            }
        }
    }
}
