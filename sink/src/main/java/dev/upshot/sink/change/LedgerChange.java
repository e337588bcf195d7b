package dev.upshot.sink.change;

import static dev.upshot.sink.jooq.outcome.Tables.ATTRIBUTED_OUTCOMES;
import static dev.upshot.sink.jooq.outcome.Tables.DECISIONS;

import dev.upshot.event.AttributedOutcome;
import dev.upshot.event.LedgerEntry;
import dev.upshot.sink.jooq.outcome.tables.records.AttributedOutcomesRecord;
import dev.upshot.sink.jooq.outcome.tables.records.DecisionsRecord;
import dev.upshot.wire.SubjectDigest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/** A ledger's entry: one row for the decision, and one for each outcome credited to it, which replace those it had before. */
final class LedgerChange {
    private static final List<TableField<DecisionsRecord, ?>> DECISION = List.of(
            DECISIONS.USE_CASE,
            DECISIONS.PLAN_VERSION,
            DECISIONS.DECIDED_AT,
            DECISIONS.DECISION_ID,
            DECISIONS.SUBJECT_DIGEST);
    private static final List<TableField<AttributedOutcomesRecord, ?>> ITS_OUTCOMES = List.of(
            ATTRIBUTED_OUTCOMES.USE_CASE,
            ATTRIBUTED_OUTCOMES.PLAN_VERSION,
            ATTRIBUTED_OUTCOMES.DECIDED_AT,
            ATTRIBUTED_OUTCOMES.DECISION_ID,
            ATTRIBUTED_OUTCOMES.SUBJECT_DIGEST);

    private LedgerChange() {}

    static Change of(Origin origin, String key, LedgerEntry entry) throws UnwritableException {
        DecisionsRecord decision = decision(entry);
        List<Removal> gone = new ArrayList<>(2);
        gone.add(new Removal(ITS_OUTCOMES, decision.into(ATTRIBUTED_OUTCOMES)));
        List<TableRecord<?>> rows = new ArrayList<>(1 + entry.getOutcomes().size());
        if (entry.getIsWithdrawn()) {
            gone.add(new Removal(DECISION, decision));
        } else {
            rows.add(decision);
            for (AttributedOutcome outcome : entry.getOutcomes()) {
                rows.add(row(decision, outcome));
            }
        }
        return new Change(origin, new Change.Key(origin.topic(), key), List.copyOf(gone), List.copyOf(rows));
    }

    /** An entry that {@code upshot erase} took out of the topic. */
    static Change removed(Origin origin, String key, RecordKey parts) throws UnwritableException {
        parts.ofSize(6);
        DecisionsRecord decision = new DecisionsRecord()
                .setUseCase(parts.text(1))
                .setPlanVersion(parts.integer(2))
                .setDecidedAt(parts.instant(3).atOffset(ZoneOffset.UTC))
                .setDecisionId(parts.text(4))
                .setSubjectDigest(digest(ByteBuffer.wrap(parts.bytes(5))));
        return Change.removing(
                origin,
                key,
                List.of(
                        new Removal(ITS_OUTCOMES, decision.into(ATTRIBUTED_OUTCOMES)),
                        new Removal(DECISION, decision)));
    }

    private static DecisionsRecord decision(LedgerEntry entry) throws UnwritableException {
        return new DecisionsRecord()
                .setUseCase(entry.getUseCase())
                .setPlanVersion(entry.getPlanVersion())
                .setDecidedAt(entry.getDecidedAt().atOffset(ZoneOffset.UTC))
                .setDecisionId(entry.getDecisionId())
                .setSubjectDigest(digest(entry.getSubjectDigest()))
                .setArm(entry.getArm())
                .setSegmentValues(entry.getSegments().toArray(String[]::new))
                .setUnitDecisionId(entry.getUnitDecisionId())
                .setCohortDate(entry.getCohortDay())
                .setIsCounted(entry.getCounts())
                .setSupersedes(entry.getSupersedes())
                .setActorType(entry.getActorType())
                .setActorId(entry.getActorId())
                .setActorVersion(entry.getActorVersion())
                .setMode(entry.getMode())
                .setAction(entry.getAction())
                .setRequestedAt(time(entry.getRequestedAt()))
                .setScore(entry.getScore())
                .setReviewCount(entry.getReviews())
                .setIsOverturned(entry.getIsOverturned())
                .setReviewVerdict(entry.getVerdict())
                .setReviewerType(entry.getReviewerType())
                .setReviewedAt(time(entry.getReviewedAt()))
                .setReviewStartedAt(time(entry.getReviewStartedAt()))
                .setOutcomeCount(entry.getOutcomes().size());
    }

    private static AttributedOutcomesRecord row(DecisionsRecord decision, AttributedOutcome outcome) {
        return decision.into(ATTRIBUTED_OUTCOMES)
                .setKpi(outcome.getKpi())
                .setRole(outcome.getRole())
                .setOutcomeId(outcome.getOutcomeId())
                .setOutcome(outcome.getOutcome())
                .setOccurredAt(outcome.getOccurredAt().atOffset(ZoneOffset.UTC))
                .setCredit(outcome.getCredit())
                .setWhole(outcome.getWhole());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** Sixteen bytes are what PostgreSQL calls a uuid; it asks no more of one. */
    static UUID digest(ByteBuffer bytes) throws UnwritableException {
        if (bytes.remaining() != SubjectDigest.BYTES) {
            throw new UnwritableException("subject_digest has " + bytes.remaining() + " bytes, not 16");
        }
        return Subject.uuid(bytes);
    }
}
