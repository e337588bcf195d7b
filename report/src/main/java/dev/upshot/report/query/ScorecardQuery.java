package dev.upshot.report.query;

import static dev.upshot.sink.jooq.ops.Tables.FINAL_CLOCKS;
import static dev.upshot.sink.jooq.ops.Tables.PROGRESS;
import static dev.upshot.sink.jooq.outcome.Tables.LIFTS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;

import dev.upshot.report.Label;
import dev.upshot.report.ReportException;
import dev.upshot.report.ReportException.Kind;
import dev.upshot.report.scorecard.Scorecard;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scorecard from the reporting database: in one read-only snapshot, so that its numbers belong together while
 * the sink goes on writing. Of every use case it takes the newest plan version that has been measured.
 */
public final class ScorecardQuery {
    private final Snapshot snapshot;
    private final DSLContext database;

    private ScorecardQuery(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.database = snapshot.database();
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
        return Snapshot.read(dataSource, snapshot -> scorecard(snapshot, useCases, asOf));
    }

    static Scorecard scorecard(Snapshot snapshot, Set<String> useCases, @Nullable Instant asOf) {
        return new ScorecardQuery(snapshot).scorecard(useCases, asOf);
    }

    /**
     * Up to when everything official is in the database: the lowest final clock of the log that the lifts of these use
     * cases have been measured to. It rises with the log's ticks alone.
     *
     * @param dataSource the reporting database
     * @param useCases the use cases; empty: all
     * @return empty while no time has passed in the log
     * @throws ReportException if there is nothing to report, a use case is unknown or the database cannot be read
     */
    public static Optional<Instant> officialUpTo(DataSource dataSource, Set<String> useCases) {
        return Snapshot.read(dataSource, snapshot -> new ScorecardQuery(snapshot).officialUpTo(useCases));
    }

    private Optional<Instant> officialUpTo(Set<String> wanted) {
        Condition newest = DSL.falseCondition();
        for (Map.Entry<String, List<Integer>> versions :
                measured(chosen(wanted)).entrySet()) {
            newest = newest.or(PLAN_VERSIONS
                    .USE_CASE
                    .eq(versions.getKey())
                    .and(PLAN_VERSIONS.PLAN_VERSION.eq(versions.getValue().get(0))));
        }
        // Of the stage of lifts, once it has told as much as the stage of cells, and that of each partition through
        // every other.
        Condition ofLifts = PROGRESS.STAGE.eq("LIFTS");
        Field<OffsetDateTime> lifts = DSL.min(PROGRESS.FINAL_CLOCK).filterWhere(ofLifts);
        Field<Integer> liftsTold = DSL.count().filterWhere(ofLifts);
        Field<Integer> cellsTold = DSL.count().filterWhere(PROGRESS.STAGE.eq("CELLS"));
        Field<OffsetDateTime> cells = DSL.min(FINAL_CLOCKS.FINAL_CLOCK);
        return database
                .select(lifts, cells, liftsTold, cellsTold)
                .from(PLAN_VERSIONS)
                .leftJoin(PROGRESS)
                .on(PROGRESS.GENERATION.eq(PLAN_VERSIONS.GENERATION))
                .leftJoin(FINAL_CLOCKS)
                .on(FINAL_CLOCKS.GENERATION.eq(PLAN_VERSIONS.GENERATION))
                .where(newest)
                .groupBy(PLAN_VERSIONS.GENERATION, PLAN_VERSIONS.USE_CASE, PLAN_VERSIONS.PLAN_VERSION)
                .stream()
                .map(row -> row.value1() == null || row.value2() == null || row.value3() < row.value4()
                        ? Instant.EPOCH
                        : Collections.min(List.of(row.value1(), row.value2())).toInstant())
                .min(Instant::compareTo)
                .filter(Instant.EPOCH::isBefore);
    }

    private Scorecard scorecard(Set<String> wanted, @Nullable Instant asOf) {
        SortedSet<String> chosen = chosen(wanted);
        SortedMap<String, List<Integer>> measured = measured(chosen);
        Qualities qualities = Qualities.of(database);
        return new Scorecard(
                snapshot.each(
                        List.copyOf(chosen),
                        (connection, useCase) -> new CardQuery(connection, asOf, qualities)
                                .card(useCase, measured.getOrDefault(useCase, List.of()))),
                asOf == null ? qualities.unassigned() : List.of());
    }

    /** The wanted use cases, or all. */
    private SortedSet<String> chosen(Set<String> wanted) {
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
        return new TreeSet<>(wanted.isEmpty() ? known : wanted);
    }

    /** Measured plan versions by use case, newest first; at least one. */
    private SortedMap<String, List<Integer>> measured(Collection<String> useCases) {
        Map<String, List<Integer>> versions = database.selectDistinct(LIFTS.USE_CASE, LIFTS.PLAN_VERSION)
                .from(LIFTS)
                .where(LIFTS.USE_CASE.in(useCases))
                .orderBy(LIFTS.USE_CASE, LIFTS.PLAN_VERSION.desc())
                .fetchGroups(LIFTS.USE_CASE, LIFTS.PLAN_VERSION);
        if (versions.isEmpty()) {
            throw new ReportException(
                    Kind.NOT_FOUND,
                    "nothing has been measured yet for " + listed(useCases)
                            + ": stream decisions that name the use case"
                            + " and one of its arms, look at ops.quarantined_records for refused ones, then report"
                            + " again");
        }
        return new TreeMap<>(versions);
    }

    private static String listed(Collection<String> useCases) {
        return useCases.stream().sorted().map(Label::clean).collect(Collectors.joining(", "));
    }
}
