package dev.upshot.sink.database;

import java.net.SocketTimeoutException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import org.jooq.exception.DataTypeException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the database calls for in a writer, told by its {@link SqlCondition}: waiting, leaving out a record, or
 * giving up. Whoever adds a case says here what becomes of it.
 */
public sealed interface DatabaseFailure {
    /** It passes: the database is away, restarting or full, or chose us as the victim of a conflict. */
    record Passing(@Nullable String state, String what) implements DatabaseFailure {}

    /** A record holds what the database cannot or must not store. */
    record Content(@Nullable String state, String what) implements DatabaseFailure {}

    /** Neither waiting nor leaving out a record helps. */
    record Refused(@Nullable String state, String what, String advice) implements DatabaseFailure {
        /** Whether tables or columns are not as this program knows them. */
        public boolean isOfTheSchema() {
            return state != null && (state.startsWith("42") || state.equals("3F000")) && !state.equals("42501");
        }
    }

    /** The innermost SQLSTATE; null where none was told. */
    @Nullable
    String state();

    /** What has happened, in a few words without a value of any row. */
    String what();

    /** What has happened, with its state, for a line in a log. */
    default String told() {
        return state() == null ? what() : what() + " (SQLSTATE " + state() + ")";
    }

    /** Sorts a failure of JDBC, of the pool, of jOOQ or of Flyway. */
    static DatabaseFailure of(Throwable failure) {
        String state = SqlCondition.state(failure);
        return state == null ? ofUnstated(failure) : of(state);
    }

    /** @param state five characters, of which the first two are the class */
    static DatabaseFailure of(String state) {
        return switch (SqlCondition.of(state)) {
            case UNREACHABLE, STOPPED, CROWDED, TURNED_AWAY, NOT_NOW -> new Passing(state, SqlState.words(state));
            case CONTENT -> new Content(state, SqlState.words(state));
            case NOT_ADMITTED -> new Refused(state, "the user is not let in", "check jdbc.user and jdbc.password.file");
            case NO_DATABASE ->
                new Refused(state, "there is no such database", "create the database, or correct jdbc.url");
            case NO_PRIVILEGE ->
                new Refused(
                        state,
                        "a privilege is missing",
                        "this database user lacks a privilege; a member of upshot_writer may write, the owner of the"
                                + " schemas may migrate");
            case NOT_MIGRATED, OTHER_SCHEMA ->
                new Refused(
                        state,
                        "tables or columns are not as this program knows them",
                        "the schema is older or newer than this program; migrate the database, or start the upshot"
                                + " that did");
            case OTHER, UNTOLD -> new Refused(state, SqlState.words(state), "");
        };
    }

    private static DatabaseFailure ofUnstated(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataTypeException) {
                return new Content(null, "a value does not fit its column's type");
            }
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SocketTimeoutException) {
                return new Passing(null, "no connection in time");
            }
        }
        return new Refused(null, "the database refuses", "");
    }
}
