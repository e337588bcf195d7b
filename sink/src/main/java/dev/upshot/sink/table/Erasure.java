package dev.upshot.sink.table;

import static dev.upshot.sink.jooq.ops.Tables.ERASURES;
import static dev.upshot.sink.jooq.outcome.Tables.ATTRIBUTED_OUTCOMES;
import static dev.upshot.sink.jooq.outcome.Tables.DECISIONS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;

import dev.upshot.sink.change.Subject;
import dev.upshot.sink.database.ReportingDatabaseException;
import dev.upshot.sink.jooq.ops.tables.records.ErasuresRecord;
import dev.upshot.wire.SubjectDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Takes the single decisions of subjects, and what was credited to them, out of the database for good. Sums of cells, lifts and
 * readings stay; sums over the ledger lose them. Only digests of the ids are sent to the database, so none can reach its log.
 */
public final class Erasure {
    private static final Settings QUIET = new Settings().withExecuteLogging(false);

    private Erasure() {}

    /**
     * What has gone of a subject in a use case.
     *
     * @param digest the subject, as the ledger tells it
     * @param decisions rows that have gone from {@code outcome.decisions}, this time
     * @param outcomes rows that have gone from {@code outcome.attributed_outcomes}, this time
     * @param erasedAt when, in the database server's time
     */
    public record Erased(String useCase, UUID digest, long decisions, long outcomes, Instant erasedAt) {}

    /**
     * Erases subjects in every use case the database knows a plan of, all of them in one transaction, and remembers them, so
     * that neither a replay nor a later event brings them back. Reads the whole ledger once. Erasing again is harmless.
     *
     * @param subjects ids
     * @return one for each subject and use case, whether it had decisions or not; in the order of the ids
     * @throws ReportingDatabaseException if the database is away or refuses
     */
    public static List<Erased> of(DataSource database, Collection<String> subjects) {
        try {
            return DSL.using(database, SQLDialect.POSTGRES, QUIET)
                    .transactionResult(transaction -> erase(transaction.dsl(), subjects));
        } catch (DataAccessException e) {
            throw ReportingDatabaseException.of("cannot erase", e);
        }
    }

    private static List<Erased> erase(DSLContext dsl, Collection<String> subjects) throws SQLException {
        ErasedSubjects.lock(dsl);
        List<String> useCases = dsl.selectDistinct(PLAN_VERSIONS.USE_CASE)
                .from(PLAN_VERSIONS)
                .orderBy(PLAN_VERSIONS.USE_CASE)
                .fetch(PLAN_VERSIONS.USE_CASE);
        OffsetDateTime erasedAt = now(dsl);
        List<ErasuresRecord> rows = new LinkedHashSet<>(subjects)
                .stream()
                        .flatMap(subject -> useCases.stream()
                                .map(useCase -> new ErasuresRecord()
                                        .setUseCase(useCase)
                                        .setSubjectDigest(digest(useCase, subject))
                                        .setErasedAt(erasedAt)))
                        .toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        List<ErasuresRecord> gone = takeOut(dsl, rows);
        remember(dsl, gone);
        return gone.stream()
                .map(row -> new Erased(
                        row.getUseCase(),
                        row.getSubjectDigest(),
                        row.getDecisionCount(),
                        row.getOutcomeCount(),
                        row.getErasedAt().toInstant()))
                .toList();
    }

    /** Now, by the database server, as exactly as a record on a topic can tell. */
    private static OffsetDateTime now(DSLContext dsl) {
        return dsl.select(DSL.currentOffsetDateTime()).fetchSingle().value1().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Takes the rows of all these subjects out of the ledger, in one reading of each table. To be called under the lock.
     *
     * @param subjects at least one
     * @return the same, with how many rows each had
     */
    static List<ErasuresRecord> takeOut(DSLContext dsl, List<ErasuresRecord> subjects) {
        ArrayTable theirs = ArrayTable.of(List.of(ERASURES.USE_CASE, ERASURES.SUBJECT_DIGEST), subjects);
        Map<Subject, Long> outcomes = delete(
                dsl, ATTRIBUTED_OUTCOMES, ATTRIBUTED_OUTCOMES.USE_CASE, ATTRIBUTED_OUTCOMES.SUBJECT_DIGEST, theirs);
        Map<Subject, Long> decisions = delete(dsl, DECISIONS, DECISIONS.USE_CASE, DECISIONS.SUBJECT_DIGEST, theirs);
        return subjects.stream()
                .map(row -> row.into(ERASURES)
                        .setDecisionCount(decisions.getOrDefault(Subject.of(row), 0L))
                        .setOutcomeCount(outcomes.getOrDefault(Subject.of(row), 0L)))
                .toList();
    }

    /** Deletes the rows of all these subjects in one reading of the table; returns how many each had that had any. */
    private static Map<Subject, Long> delete(
            DSLContext dsl, Table<?> table, Field<String> useCase, Field<UUID> digest, ArrayTable theirs) {
        Map<Subject, Long> counts = new HashMap<>();
        dsl.deleteFrom(table)
                .using(theirs.table())
                .where(useCase.eq(theirs.column(ERASURES.USE_CASE)))
                .and(digest.eq(theirs.column(ERASURES.SUBJECT_DIGEST)))
                .returningResult(useCase, digest)
                .fetch()
                .forEach(row -> counts.merge(new Subject(row.value1(), row.value2()), 1L, Long::sum));
        return counts;
    }

    /** Writes all of them into the list of the erased; what has gone of those that are there already is added. */
    static void remember(DSLContext dsl, List<ErasuresRecord> rows) {
        List<Field<?>> fields = List.of(ERASURES.fields());
        ArrayTable erased = ArrayTable.of(fields, rows);
        dsl.insertInto(ERASURES)
                .columns(fields)
                .select(DSL.select(erased.columns()).from(erased.table()))
                .onConflict(ERASURES.USE_CASE, ERASURES.SUBJECT_DIGEST)
                .doUpdate()
                .set(ERASURES.ERASED_AT, DSL.greatest(ERASURES.ERASED_AT, DSL.excluded(ERASURES.ERASED_AT)))
                .set(ERASURES.DECISION_COUNT, ERASURES.DECISION_COUNT.plus(DSL.excluded(ERASURES.DECISION_COUNT)))
                .set(ERASURES.OUTCOME_COUNT, ERASURES.OUTCOME_COUNT.plus(DSL.excluded(ERASURES.OUTCOME_COUNT)))
                .execute();
    }

    private static UUID digest(String useCase, String subject) {
        return Subject.uuid(ByteBuffer.wrap(new SubjectDigest(useCase).of(subject.getBytes(StandardCharsets.UTF_8))));
    }
}
