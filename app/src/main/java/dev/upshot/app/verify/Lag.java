package dev.upshot.app.verify;

import static dev.upshot.app.terminal.Numbers.grouped;

import dev.upshot.app.Target;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A stage that has not worked off its input.
 *
 * @param stage which one
 * @param offsets how many offsets of its input it is behind; few of them may hold no record
 * @param look what to look at
 */
record Lag(String stage, long offsets, String look) {

    /** The stages that lag now; none if everything committed to the event topics is in the reporting database. */
    static List<Lag> of(Target target, DataSource database) {
        try (Pipeline pipeline = new Pipeline(target, database)) {
            return pipeline.lags();
        }
    }

    static String describe(List<Lag> lags) {
        return lags.stream()
                .map(lag -> lag.stage() + " is behind by " + grouped(lag.offsets()) + " offsets (" + lag.look() + ")")
                .collect(Collectors.joining("; "));
    }

    static long total(List<Lag> lags) {
        return lags.stream().mapToLong(Lag::offsets).sum();
    }
}
