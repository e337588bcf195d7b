package dev.upshot.app.verify;

import dev.upshot.sink.database.DatabaseRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What a verification found, left in the reporting database: whoever looks at the numbers sees when they were last
 * recomputed, and how it came out.
 */
final class Receipt {
    private Receipt() {}

    /**
     * Leaves it, in a transaction of its own. The verification stands without it.
     *
     * @return why there is none, as a sentence; empty if it was left
     */
    static Optional<String> leave(DataSource database, Instant startedAt, Instant finishedAt, VerifyReport report) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            DatabaseRole.WRITER.assume(connection);
            insert(connection, startedAt, finishedAt, report);
            connection.commit();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(
                    "this verification is not recorded, so the page does not show it; " + DatabaseTrouble.said(e));
        }
    }

    private static void insert(Connection connection, Instant startedAt, Instant finishedAt, VerifyReport report)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ops.verifications (started_at, finished_at, difference_count, cell_count, lift_count,"
                        + " measured_count, outdone_count, repeated_count, waiting_count, quarantined_count,"
                        + " unaccounted_count, twice_count, notes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Account account = report.account();
            long[] counts = {
                report.differenceCount(),
                report.counts().cells(),
                report.counts().lifts(),
                account.measured(),
                account.outdone(),
                account.repeated(),
                account.waiting(),
                account.quarantined(),
                account.unaccounted(),
                account.twice()
            };
            int column = 0;
            insert.setObject(++column, startedAt.atOffset(ZoneOffset.UTC));
            insert.setObject(++column, finishedAt.atOffset(ZoneOffset.UTC));
            for (long count : counts) {
                insert.setLong(++column, count);
            }
            insert.setArray(
                    ++column, connection.createArrayOf("text", report.notes().toArray()));
            insert.executeUpdate();
        }
    }
}
