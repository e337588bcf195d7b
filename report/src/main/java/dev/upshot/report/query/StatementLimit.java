package dev.upshot.report.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How long the server may work at one statement of a transaction: somewhat less than the connection waits for a silent server.
 * A statement whose connection has given it up would go on in the server, and whoever asks again would start another beside it.
 * A connection that waits for ever sets no limit.
 */
final class StatementLimit {
    /** A lower limit of the user, role or database stays. */
    private static final String LOWER = """
            select pg_catalog.set_config('statement_timeout', '%1$d', true)
              from pg_catalog.pg_settings
             where name = 'statement_timeout' and setting::bigint not between 1 and %1$d
            """;

    private StatementLimit() {}

    /** Sets it until the end of the transaction. */
    static void belowSilence(Connection connection) throws SQLException {
        long millis = connection.getNetworkTimeout() * 11L / 12;
        if (millis > 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(LOWER.formatted(millis));
            }
        }
    }
}
