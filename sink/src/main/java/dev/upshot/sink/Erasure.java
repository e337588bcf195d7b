package dev.upshot.sink;

import static dev.upshot.sink.jooq.ops.Tables.ERASURES;
import static dev.upshot.sink.jooq.outcome.Tables.ATTRIBUTED_OUTCOMES;
import static dev.upshot.sink.jooq.outcome.Tables.DECISIONS;
import static dev.upshot.sink.jooq.outcome.Tables.PLAN_VERSIONS;

import dev.upshot.wire.SubjectDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Takes the single decisions of subjects, and what was credited to them, out of the database for good. Sums stay. Only digests
 * of the ids are sent to the database, so none can reach its log.
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
        List<Erased> all = new ArrayList<>();
        for (String subject : subjects) {
            byte[] id = subject.getBytes(StandardCharsets.UTF_8);
            for (String useCase : useCases) {
                all.add(erase(dsl, useCase, uuid(new SubjectDigest(useCase).of(id))));
            }
        }
        return all;
    }

    private static Erased erase(DSLContext dsl, String useCase, UUID digest) {
        Condition itsOutcomes =
                ATTRIBUTED_OUTCOMES.USE_CASE.eq(useCase).and(ATTRIBUTED_OUTCOMES.SUBJECT_DIGEST.eq(digest));
        long outcomes = dsl.deleteFrom(ATTRIBUTED_OUTCOMES).where(itsOutcomes).execute();
        Condition itsDecisions = DECISIONS.USE_CASE.eq(useCase).and(DECISIONS.SUBJECT_DIGEST.eq(digest));
        long decisions = dsl.deleteFrom(DECISIONS).where(itsDecisions).execute();
        Instant erasedAt = dsl.insertInto(ERASURES)
                .set(ERASURES.USE_CASE, useCase)
                .set(ERASURES.SUBJECT_DIGEST, digest)
                .set(ERASURES.DECISION_COUNT, decisions)
                .set(ERASURES.OUTCOME_COUNT, outcomes)
                .onConflict(ERASURES.USE_CASE, ERASURES.SUBJECT_DIGEST)
                .doUpdate()
                .set(ERASURES.ERASED_AT, DSL.excluded(ERASURES.ERASED_AT))
                .set(ERASURES.DECISION_COUNT, ERASURES.DECISION_COUNT.plus(decisions))
                .set(ERASURES.OUTCOME_COUNT, ERASURES.OUTCOME_COUNT.plus(outcomes))
                .returningResult(ERASURES.ERASED_AT)
                .fetchSingle()
                .value1()
                .toInstant();
        return new Erased(useCase, digest, decisions, outcomes, erasedAt);
    }

    private static UUID uuid(byte[] digest) {
        ByteBuffer halves = ByteBuffer.wrap(digest);
        return new UUID(halves.getLong(), halves.getLong());
    }
}
