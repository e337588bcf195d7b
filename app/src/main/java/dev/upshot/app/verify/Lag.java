package dev.upshot.app.verify;

import dev.upshot.app.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A stage that has not worked off its input.
 *
 * @param stage which one, and what to look at
 * @param records how many records it is behind
 */
record Lag(String stage, long records) {

    /** The stages that lag now; none if everything committed to the event topics is in the reporting database. */
    static List<Lag> of(Target target, DataSource database) {
        try (Pipeline pipeline = new Pipeline(target, database)) {
            return pipeline.lags();
        }
    }

    static String describe(List<Lag> lags) {
        return lags.stream()
                .map(lag -> String.format(Locale.ROOT, "%s is behind by %,d records", lag.stage(), lag.records()))
                .collect(Collectors.joining("; "));
    }

    static long total(List<Lag> lags) {
        return lags.stream().mapToLong(Lag::records).sum();
    }
}
