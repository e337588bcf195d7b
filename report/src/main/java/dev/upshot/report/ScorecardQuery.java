package dev.upshot.report;

import java.util.Set;
import javax.sql.DataSource;

final class ScorecardQuery {
    private ScorecardQuery() {}

    static Scorecard read(DataSource dataSource, Set<String> useCases) {
        return new Scorecard(java.util.List.of(), java.util.List.of());
    }
}
