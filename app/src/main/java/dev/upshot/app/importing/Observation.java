package dev.upshot.app.importing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the log learns of an event: the record's timestamp.
 *
 * @param delay added to the event's own time, not negative
 * @param at where the row itself tells the time; wins over the delay
 */
record Observation(Duration delay, @Nullable Field<Instant> at) {

    Instant of(Instant eventTime, Row row) throws BadRowException {
        return at == null ? eventTime.plus(delay) : at.of(row);
    }
}
