package dev.upshot.report.query;

import dev.upshot.report.ReportException;
import dev.upshot.report.ReportException.Kind;
import dev.upshot.sink.database.DatabaseFailure;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;

/**
 * Why the reporting database cannot be read, told by its SQLSTATE. Only one that is not there to answer is away: one that
 * answers with a refusal or a fault is not.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error codes</a>
 */
final class Unreadable {
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "42703", "3F000");
    private static final Set<String> NO_DATABASE = Set.of("3D000", "57P04");
    private static final Set<String> STOPPED_OR_FULL = Set.of("57P01", "57P02", "57P03", "53300");
    private static final String NO_PRIVILEGE = "42501";
    /** The driver's word for a server that asks for what it was not given: a password, TLS. */
    private static final String TURNED_AWAY = "08004";

    private Unreadable() {}

    /** Why a question failed, and what to do. */
    static ReportException of(Exception failure) {
        String state = Objects.requireNonNullElse(DatabaseFailure.sqlState(failure), "");
        String why = firstLine(failure);
        if (NOT_MIGRATED.contains(state)) {
            return new ReportException(
                    Kind.OTHER_VERSION,
                    "the database has not all reporting tables of this version (" + why
                            + "): start `upshot sink` or `upshot run` of this version on it once, which brings them"
                            + " up to date, then try again",
                    failure);
        }
        if (state.equals(NO_PRIVILEGE)) {
            return new ReportException(
                    Kind.FORBIDDEN,
                    "the database user may not read the reporting tables (" + why
                            + "): make it a member with `grant upshot_analyst to ...`; `upshot sink` and"
                            + " `upshot run` give that role its rights when they start",
                    failure);
        }
        if (state.startsWith("28") || state.equals(TURNED_AWAY)) {
            return new ReportException(
                    Kind.FORBIDDEN,
                    "the reporting database does not let its user in (" + why
                            + "): check jdbc.user and jdbc.password.file, and whom its pg_hba.conf admits",
                    failure);
        }
        if (NO_DATABASE.contains(state)) {
            return new ReportException(
                    Kind.DATABASE_FAULT,
                    "there is no such reporting database (" + why + "): check jdbc.url, or create it",
                    failure);
        }
        return isAway(state, failure)
                ? new ReportException(
                        Kind.DATABASE_UNAVAILABLE,
                        "cannot read the reporting database (" + why + "): check jdbc.url and that it is running",
                        failure)
                : new ReportException(
                        Kind.DATABASE_FAULT,
                        "the reporting database answers, but not with the numbers (" + why + "): its log says more",
                        failure);
    }

    private static boolean isAway(String state, Exception failure) {
        return state.isEmpty() ? isOfTheNetwork(failure) : state.startsWith("08") || STOPPED_OR_FULL.contains(state);
    }

    private static boolean isOfTheNetwork(Exception failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(IOException.class::isInstance);
    }

    /** What the server or driver said, without jOOQ's text of the statement around it. */
    private static String firstLine(Exception failure) {
        Throwable cause = failure.getCause();
        Throwable said = failure instanceof DataAccessException && cause != null ? cause : failure;
        return String.valueOf(said.getMessage())
                .lines()
                .findFirst()
                .orElse("no message")
                .replaceFirst("^(ERROR|FATAL): ", "")
                .replaceFirst("\\.$", "");
    }
}
