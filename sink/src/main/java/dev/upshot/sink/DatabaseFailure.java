package dev.upshot.sink;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure of the database calls for, told by its SQLSTATE. */
enum DatabaseFailure {
    /** It passes: the database is away, restarting, full, or chose us as the victim of a conflict. */
    AWAY,
    /** A record holds what the database cannot or must not store. */
    CONTENT,
    /** Neither waiting nor leaving out a record helps: wrong password, missing privilege, another schema. */
    REFUSED;

    private static final Set<String> AWAY_CLASSES = Set.of("08", "40", "53", "57", "58");
    private static final Set<String> CONTENT_CLASSES = Set.of("21", "22", "23", "54");
    /** Lock not available; stood still in a transaction; a standby that has not been promoted yet. */
    private static final Set<String> AWAY_STATES = Set.of("55P03", "25P03", "25006");

    static DatabaseFailure of(Throwable failure) {
        String state = sqlState(failure);
        if (state == null) {
            return isTransient(failure) ? AWAY : REFUSED;
        }
        String errorClass = state.substring(0, Math.min(2, state.length()));
        if (AWAY_CLASSES.contains(errorClass) || AWAY_STATES.contains(state)) {
            return AWAY;
        }
        return CONTENT_CLASSES.contains(errorClass) ? CONTENT : REFUSED;
    }

    /** The innermost state: connection pools wrap the server's answer into a failure of their own. */
    static @Nullable String sqlState(Throwable failure) {
        String state = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }

    private static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return true;
            }
        }
        return false;
    }
}
