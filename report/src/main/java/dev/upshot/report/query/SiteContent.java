package dev.upshot.report.query;

import dev.upshot.report.health.Health;
import dev.upshot.report.scorecard.Scorecard;
import java.util.Set;
import javax.sql.DataSource;

/**
 * All that the site shows, of one moment.
 *
 * @param scorecard what has been measured
 * @param health how the data are
 */
public record SiteContent(Found<Scorecard> scorecard, Found<Health> health) {
    /**
     * Reads it from the reporting database. Of one that other versions of upshot made, or that keeps something from its reader,
     * what can be read.
     *
     * @throws ReportException if the database is away, or answers with a fault
     */
    public static SiteContent read(DataSource dataSource) {
        return Snapshot.read(dataSource, snapshot -> {
            Found<Health> health = Found.of(() -> snapshot.apart(() -> HealthQuery.health(snapshot)));
            // The last: it reads through several connections, which a part of a transaction may not.
            return new SiteContent(Found.of(() -> ScorecardQuery.scorecard(snapshot, Set.of(), null)), health);
        });
    }
}
