package dev.upshot.sink.change;

import java.time.Instant;

/** Where a record lies and when the log learned of it. */
public record Origin(String topic, int partition, long offset, Instant observedAt) {

    @Override
    public String toString() {
        return topic + "-" + partition + " offset " + offset;
    }
}
