package dev.upshot.app.page;

import dev.upshot.report.Audience;
import dev.upshot.report.Format;
import dev.upshot.report.Health;
import dev.upshot.report.HealthQuery;
import dev.upshot.report.Scorecard;
import dev.upshot.report.ScorecardQuery;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the database a moment ago: many readers cost no more than one, and the downloads are of the
 * scorecard that is on the page.
 */
final class Shelf {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Kept<Scorecard> scorecard;
    private final Kept<Health> health;
    private final Map<String, byte[]> made = new HashMap<>();
    private @Nullable Scorecard source;

    Shelf(DataSource database) {
        scorecard = new Kept<>(() -> ScorecardQuery.read(database, Set.of()));
        health = new Kept<>(() -> HealthQuery.read(database));
    }

    Scorecard scorecard() {
        return scorecard.get();
    }

    Health health() {
        return health.get();
    }

    /** The scorecard in one of its forms, for the board. */
    byte[] file(Format format) {
        return made(format.fileName(), scorecard -> format.bytes(scorecard, Audience.BOARD));
    }

    /** Bytes made of the scorecard: kept under their name for as long as it reads the same. */
    synchronized byte[] made(String name, Function<Scorecard, byte[]> maker) {
        Scorecard now = scorecard.get();
        if (!now.equals(source)) {
            made.clear();
            source = now;
        }
        return made.computeIfAbsent(name, missing -> maker.apply(now));
    }

    /** A value that is read again once it is no longer fresh, by one reader while the others wait for it. */
    private static final class Kept<T> {
        private final Supplier<T> source;
        private @Nullable T value;
        private long readAt;

        Kept(Supplier<T> source) {
            this.source = source;
        }

        synchronized T get() {
            T kept = value;
            if (kept == null || System.nanoTime() - readAt > FRESH.toNanos()) {
                kept = source.get();
                value = kept;
                readAt = System.nanoTime();
            }
            return kept;
        }
    }
}
