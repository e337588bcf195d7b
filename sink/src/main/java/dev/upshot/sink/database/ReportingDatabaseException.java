package dev.upshot.sink.database;

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

    /**
     * Sorts a failure of JDBC, Flyway or jOOQ.
     *
     * @param what could not be done: the message begins with it
     */
    public static ReportingDatabaseException of(String what, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        DatabaseFailure sorted = DatabaseFailure.of(failure);
        if (sorted instanceof DatabaseFailure.Passing) {
            return new Unavailable(
                    what + ": the database does not answer (" + reason
                            + "): check that it runs and that jdbc.url names it",
                    failure);
        }
        return new ReportingDatabaseException(what + ": " + reason + advice(sorted), failure);
    }

    private static String advice(DatabaseFailure failure) {
        if (failure instanceof DatabaseFailure.Refused refused
                && !refused.advice().isEmpty()) {
            return ": " + refused.advice();
        }
        return failure.state() == null ? "" : " (SQLSTATE " + failure.state() + ")";
    }
}
