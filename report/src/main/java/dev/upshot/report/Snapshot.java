package dev.upshot.report;

import dev.upshot.report.ReportException.Kind;
import dev.upshot.sink.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Reads from the reporting database in one read-only snapshot, as {@code upshot_analyst}. */
final class Snapshot {
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "42703", "3F000");
    private static final String FORBIDDEN = "42501";

    private Snapshot() {}

    /**
     * What a query reads.
     *
     * @throws ReportException if the database cannot be read
     */
    static <T> T read(DataSource dataSource, Function<DSLContext, T> query) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                DatabaseRole.ANALYST.assume(connection);
                return query.apply(DSL.using(connection, SQLDialect.POSTGRES));
            } finally {
                connection.rollback();
            }
        } catch (DataAccessException e) {
            throw unreadable(e.sqlState(), e);
        } catch (SQLException e) {
            throw unreadable(String.valueOf(e.getSQLState()), e);
        }
    }

    private static ReportException unreadable(String state, Exception cause) {
        if (NOT_MIGRATED.contains(state)) {
            return new ReportException(
                    Kind.NOT_FOUND,
                    "the database has no reporting tables of this version: start `upshot sink` or `upshot run` on it"
                            + " once, then report again",
                    cause);
        }
        String why = firstLine(cause);
        return new ReportException(
                Kind.DATABASE_UNAVAILABLE,
                state.equals(FORBIDDEN)
                        ? "the database user may not read the reporting tables (" + why
                                + "): connect as upshot_analyst or grant it select on the schemas outcome and report"
                        : "cannot read the reporting database (" + why + "): check jdbc.url and that it is running",
                cause);
    }

    /** What the server or driver said, without jOOQ's text of the statement around it. */
    private static String firstLine(Exception cause) {
        Throwable said = cause instanceof DataAccessException && cause.getCause() != null ? cause.getCause() : cause;
        return String.valueOf(said.getMessage()).lines().findFirst().orElse("no message");
    }
}
