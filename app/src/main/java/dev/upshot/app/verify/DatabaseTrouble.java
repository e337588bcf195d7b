package dev.upshot.app.verify;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Tells the user what is wrong with the reporting database, without the details a server message may quote. */
final class DatabaseTrouble {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String UNDEFINED_TABLE = "42P01";

    private DatabaseTrouble() {}

    static VerifyException of(SQLException e) {
        String message = said(e);
        if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            message += ". The user of `upshot verify` creates a scratch schema: grant it CREATE on the database and"
                    + " SELECT on the schemas outcome and ops";
        } else if (UNDEFINED_TABLE.equals(e.getSQLState())) {
            message += ". Start `upshot run` or `upshot sink` once, which creates the tables";
        }
        return VerifyException.unavailable(message, e);
    }

    /** What the server or driver said, as a sentence. */
    static String said(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        return "the reporting database says: "
                + (server == null || server.getMessage() == null ? e.getMessage() : server.getMessage());
    }
}
