package dev.upshot.report.query;

import javax.sql.DataSource;

/** Tells whether the reporting database may have changed, at the price of one look that reads no table. */
public final class CommitMark {
    private CommitMark() {}

    /**
     * A mark that differs after every committed change. It belongs to the whole server, so it may differ for a change that
     * is none of ours.
     *
     * @throws ReportException if the database cannot be read
     */
    public static String of(DataSource dataSource) {
        return Snapshot.read(
                dataSource,
                snapshot -> snapshot.database()
                        .resultQuery("select pg_current_snapshot()::text")
                        .fetchSingle(0, String.class));
    }
}
