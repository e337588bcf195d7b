package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The moment a report looks back to.
 *
 * @param text as given
 * @param moment of a day its end, in UTC
 */
record AsOf(String text, Instant moment) {

    /** @throws CommandFailure if it is neither a day nor an instant */
    static AsOf of(String text) {
        try {
            return new AsOf(
                    text,
                    isDay(text)
                            ? LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw CommandFailure.usage(
                    "--as-of " + text + " is no moment: write 2026-03-31 or 2026-03-31T12:00:00Z", e);
        }
    }

    /**
     * What the log has not reached is not official yet, and would be another scorecard tomorrow.
     *
     * @param officialUpTo the log's time
     * @throws CommandFailure if it lies ahead of the log
     */
    void requireClosed(Optional<Instant> officialUpTo) {
        if (officialUpTo.isEmpty()) {
            throw CommandFailure.usage(
                    "--as-of: no time has passed in the log yet, so nothing is official; leave it out");
        }
        Instant last = officialUpTo.get();
        if (last.isBefore(moment)) {
            throw CommandFailure.usage("--as-of " + text + (isDay(text) ? ", which is to its end, " + moment + "," : "")
                    + " lies ahead of the log: the last moment that can be looked back to is --as-of " + last);
        }
    }

    private static boolean isDay(String text) {
        return text.length() == "2026-03-31".length();
    }
}
