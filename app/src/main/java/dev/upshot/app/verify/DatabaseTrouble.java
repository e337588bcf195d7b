package dev.upshot.app.verify;

import dev.upshot.sink.database.SqlCondition;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells the user what is wrong with the reporting database, without the details a server message may quote. */
final class DatabaseTrouble {

    private DatabaseTrouble() {}

    static VerifyException of(SQLException e) {
        return VerifyException.unavailable(said(e) + advice(SqlCondition.of(e)), e);
    }

    private static String advice(SqlCondition condition) {
        return switch (condition) {
            case NO_PRIVILEGE ->
                ". The user of `upshot verify` creates a scratch schema: grant it CREATE on the database and"
                        + " SELECT on the schemas outcome and ops";
            case NOT_MIGRATED ->
                ". Start `upshot run` or `upshot sink` of this version once, which creates the tables or brings them up"
                        + " to date";
            default -> "";
        };
    }

    /** What the server or driver said, as a sentence. */
    static String said(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        return "the reporting database says: "
                + (server == null || server.getMessage() == null ? e.getMessage() : server.getMessage());
    }
}
