package dev.upshot.report;

import static dev.upshot.sink.jooq.outcome.Tables.LIFTS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;

import dev.upshot.report.ReportException.Kind;
import dev.upshot.sink.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scorecard from the reporting database: in one read-only snapshot, so that its numbers belong together while
 * the sink goes on writing. Of every use case it takes the newest plan version that has been measured.
 */
public final class ScorecardQuery {
    private static final Set<String> NOT_MIGRATED = Set.of("42P01", "42703", "3F000");
    private static final String FORBIDDEN = "42501";

    private final DSLContext database;

    private ScorecardQuery(DSLContext database) {
        this.database = database;
    }

    /**
     * Reads the scorecard.
     *
     * @param dataSource the reporting database
     * @param useCases the use cases to report; empty: all
     * @return what has been measured, never without a reading
     * @throws ReportException if a use case is unknown, nothing has been measured yet, or the database cannot be read
     */
    public static Scorecard read(DataSource dataSource, Set<String> useCases) {
        return read(dataSource, useCases, null);
    }

    /**
     * Reads what was official at a moment: the readings of cohort days that were final by then, and nothing provisional.
     *
     * @param dataSource the reporting database
     * @param useCases the use cases to report; empty: all
     * @param asOf the moment; null: now, with live readings
     * @throws ReportException if there is nothing to report, a use case is unknown or the database cannot be read
     */
    public static Scorecard read(DataSource dataSource, Set<String> useCases, @Nullable Instant asOf) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                DatabaseRole.ANALYST.assume(connection);
                return new ScorecardQuery(DSL.using(connection, SQLDialect.POSTGRES)).scorecard(useCases, asOf);
            } finally {
                connection.rollback();
            }
        } catch (DataAccessException e) {
            throw unreadable(e.sqlState(), e);
        } catch (SQLException e) {
            throw unreadable(String.valueOf(e.getSQLState()), e);
        }
    }

    private Scorecard scorecard(Set<String> wanted, @Nullable Instant asOf) {
        Set<String> known = Set.copyOf(database.selectDistinct(PLAN_VERSIONS.USE_CASE)
                .from(PLAN_VERSIONS)
                .fetch(PLAN_VERSIONS.USE_CASE));
        if (known.isEmpty()) {
            throw new ReportException(
                    Kind.NOT_FOUND,
                    "the reporting database has no measurement plan yet: publish one and stream events with"
                            + " `upshot run`, or try `upshot demo`, then report again");
        }
        SortedSet<String> unknown = new TreeSet<>(wanted);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ReportException(
                    Kind.NOT_FOUND,
                    "no use case " + listed(unknown) + ": the plans measured here are for " + listed(known));
        }
        SortedSet<String> chosen = new TreeSet<>(wanted.isEmpty() ? known : wanted);
        SortedMap<String, List<Integer>> measured = measured(chosen);
        if (measured.isEmpty()) {
            throw new ReportException(
                    Kind.NOT_FOUND,
                    "nothing has been measured yet for " + listed(chosen) + ": stream decisions that name the use case"
                            + " and one of its arms, look at ops.quarantined_records for refused ones, then report"
                            + " again");
        }
        CardQuery cards = new CardQuery(database, asOf);
        return new Scorecard(
                chosen.stream()
                        .map(useCase -> cards.card(useCase, measured.getOrDefault(useCase, List.of())))
                        .toList(),
                cards.unassignedQuarantine());
    }

    /** Measured plan versions by use case, newest first. */
    private SortedMap<String, List<Integer>> measured(Collection<String> useCases) {
        Map<String, List<Integer>> versions = database.selectDistinct(LIFTS.USE_CASE, LIFTS.PLAN_VERSION)
                .from(LIFTS)
                .where(LIFTS.USE_CASE.in(useCases))
                .orderBy(LIFTS.USE_CASE, LIFTS.PLAN_VERSION.desc())
                .fetchGroups(LIFTS.USE_CASE, LIFTS.PLAN_VERSION);
        return new TreeMap<>(versions);
    }

    private static String listed(Collection<String> useCases) {
        return useCases.stream().sorted().map(Label::clean).collect(Collectors.joining(", "));
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
