package dev.upshot.sink.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What an SQLSTATE says of the database, the same for whoever meets it. What follows is each one's own: a writer waits, leaves a
 * record out or gives up ({@link DatabaseFailure}), a reader is told whether the database is away, refuses or fails, and a
 * command ends and says what to do.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error codes</a>
 */
public enum SqlCondition {
    /** It cannot be reached, or the connection is lost. */
    UNREACHABLE,
    /** It shuts down, has crashed or starts up. */
    STOPPED,
    /** It has no connection left. */
    CROWDED,
    /** It asks for what it was not given, a password or TLS: the driver's word, PostgreSQL itself has none for it. */
    TURNED_AWAY,
    /** It does not let this user in, or not with this password. */
    NOT_ADMITTED,
    /** There is no such database, or none any more. */
    NO_DATABASE,
    /** The user is in, and lacks a right. */
    NO_PRIVILEGE,
    /** A table, a column or a schema that this program knows is not there. */
    NOT_MIGRATED,
    /** A statement does not fit the tables in another way. */
    OTHER_SCHEMA,
    /** It works, and could not do this at the moment: a conflict, a lock, a limit of time, a full disk, a standby. */
    NOT_NOW,
    /** A value cannot or must not be stored. */
    CONTENT,
    /** It answers with something else. */
    OTHER,
    /** Nothing was told. */
    UNTOLD;

    /** Of a failure of JDBC, of the pool, of jOOQ or of Flyway. */
    public static SqlCondition of(Throwable failure) {
        String state = state(failure);
        return state == null ? UNTOLD : of(state);
    }

    /** @param state five characters, of which the first two are the class */
    static SqlCondition of(String state) {
        return switch (state) {
            case "08004" -> TURNED_AWAY;
            case "25006", "25P03", "25P04", "55P03" -> NOT_NOW;
            case "3D000", "57P04" -> NO_DATABASE;
            case "42501" -> NO_PRIVILEGE;
            case "3F000", "42703", "42P01" -> NOT_MIGRATED;
            case "53300" -> CROWDED;
            case "57P01", "57P02", "57P03" -> STOPPED;
            default -> ofClass(SqlState.classOf(state));
        };
    }

    private static SqlCondition ofClass(String first) {
        return switch (first) {
            case "08" -> UNREACHABLE;
            case "21", "22", "23", "54" -> CONTENT;
            case "28" -> NOT_ADMITTED;
            case "3F", "42" -> OTHER_SCHEMA;
            case "40", "53", "57", "58" -> NOT_NOW;
            default -> OTHER;
        };
    }

    /** The innermost state: connection pools wrap the server's answer into a failure of their own. */
    static @Nullable String state(Throwable failure) {
        String state = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }
}
