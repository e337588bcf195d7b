package dev.upshot.report;

import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * All that the site shows, of one moment.
 *
 * @param scorecard what has been measured; null if there is nothing to report
 * @param unreported why there is none; null if there is one
 * @param health how the data are
 */
public record SiteContent(
        @Nullable Scorecard scorecard, @Nullable ReportException unreported, Health health) {
    /**
     * Reads it from the reporting database.
     *
     * @throws ReportException if the database cannot be read
     */
    public static SiteContent read(DataSource dataSource) {
        return Snapshot.read(dataSource, snapshot -> {
            Health health = HealthQuery.health(snapshot);
            try {
                return new SiteContent(ScorecardQuery.scorecard(snapshot, Set.of(), null), null, health);
            } catch (ReportException e) {
                if (e.kind() == ReportException.Kind.NOT_FOUND) {
                    return new SiteContent(null, e, health);
                }
                throw e;
            }
        });
    }
}
