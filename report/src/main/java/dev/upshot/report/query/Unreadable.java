package dev.upshot.report.query;

import dev.upshot.report.ReportException;
import dev.upshot.report.ReportException.Kind;
import dev.upshot.sink.database.SqlCondition;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;

/**
 * Why the reporting database cannot be read. Only one that is not there to answer is away: one that answers with a refusal or a
 * fault is not.
 */
final class Unreadable {
    private Unreadable() {}

    /** Why a question failed, and what to do. */
    static ReportException of(Exception failure) {
        String why = firstLine(failure);
        return switch (SqlCondition.of(failure)) {
            case NOT_MIGRATED ->
                new ReportException(
                        Kind.OTHER_VERSION,
                        "the database has not all reporting tables of this version (" + why
                                + "): start `upshot sink` or `upshot run` of this version on it once, which brings them"
                                + " up to date, then try again",
                        failure);
            case NO_PRIVILEGE ->
                new ReportException(
                        Kind.FORBIDDEN,
                        "the database user may not read the reporting tables (" + why
                                + "): make it a member with `grant upshot_analyst to ...`; `upshot sink` and"
                                + " `upshot run` give that role its rights when they start",
                        failure);
            case NOT_ADMITTED, TURNED_AWAY ->
                new ReportException(
                        Kind.FORBIDDEN,
                        "the reporting database does not let its user in (" + why
                                + "): check jdbc.user and jdbc.password.file, and whom its pg_hba.conf admits",
                        failure);
            case NO_DATABASE ->
                new ReportException(
                        Kind.DATABASE_FAULT,
                        "there is no such reporting database (" + why + "): check jdbc.url, or create it",
                        failure);
            case UNREACHABLE, STOPPED, CROWDED -> away(why, failure);
            case UNTOLD -> isOfTheNetwork(failure) ? away(why, failure) : fault(why, failure);
            case OTHER_SCHEMA, NOT_NOW, CONTENT, OTHER -> fault(why, failure);
        };
    }

    private static ReportException away(String why, Exception failure) {
        return new ReportException(
                Kind.DATABASE_UNAVAILABLE,
                "cannot read the reporting database (" + why + "): check jdbc.url and that it is running",
                failure);
    }

    private static ReportException fault(String why, Exception failure) {
        return new ReportException(
                Kind.DATABASE_FAULT,
                "the reporting database answers, but not with the numbers (" + why + "): its log says more",
                failure);
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
