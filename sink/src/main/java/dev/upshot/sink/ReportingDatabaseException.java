package dev.upshot.sink;

import org.jspecify.annotations.Nullable;

/**
 * The reporting database cannot be used as it is: wrong password, missing privilege, a schema that does not fit this
 * program. The message is one line: what, where, what to do. Trying again does not help, except for
 * {@link Unavailable}.
 */
public class ReportingDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportingDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The database does not answer, or says that it cannot at the moment: trying again later helps. */
    public static final class Unavailable extends ReportingDatabaseException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Sorts a failure of JDBC, Flyway or jOOQ. */
    static ReportingDatabaseException of(String what, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        String state = DatabaseFailure.sqlState(failure);
        if (DatabaseFailure.of(failure) == DatabaseFailure.AWAY) {
            return new Unavailable(
                    what + ": the database does not answer (" + reason
                            + "): check that it runs and that jdbc.url names it",
                    failure);
        }
        return new ReportingDatabaseException(what + ": " + reason + advice(state), failure);
    }

    private static String advice(@Nullable String state) {
        if (state == null) {
            return "";
        }
        return switch (state) {
            case "28P01", "28000" -> ": check jdbc.user and jdbc.password.file";
            case "42501" -> ": this database user lacks a privilege; use the owner of the schemas";
            case "3D000" -> ": create the database, or correct jdbc.url";
            case "3F000", "42P01", "42703" -> ": the schema is older than this program; migrate the database first";
            default -> " (SQLSTATE " + state + ")";
        };
    }
}
