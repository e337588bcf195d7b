package dev.upshot.streams.topology.published;

import dev.upshot.event.AttributedOutcome;
import dev.upshot.event.LedgerEntry;
import dev.upshot.streams.attribution.Attribution;
import dev.upshot.streams.attribution.DecisionEntry;
import dev.upshot.streams.attribution.DecisionLedger;
import dev.upshot.streams.attribution.EntryChange;
import dev.upshot.streams.attribution.OutcomeCredit;
import dev.upshot.streams.intake.MeasuredPlan;
import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.DecisionDetails;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.journey.ReviewDetails;
import dev.upshot.streams.plan.Plan;
import dev.upshot.wire.SubjectDigest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one plan's ledger publishes: the entries that an event changed, in the transaction that takes the event in. So nothing has to be
 * remembered between two publications, and what is published is all there is.
 */
public final class PublishedEntries {

    private final String generation;
    private final Plan plan;
    private final DecisionLedger ledger;
    private final SubjectDigest digest;

    private PublishedEntries(String generation, Plan plan) {
        this.generation = generation;
        this.plan = plan;
        this.ledger = DecisionLedger.of(plan);
        this.digest = new SubjectDigest(plan.useCase());
    }

    /** The entries of a plan; null if it keeps no ledger. */
    public static @Nullable PublishedEntries of(String generation, MeasuredPlan plan) {
        return plan.plan().ledger().isKept() ? new PublishedEntries(generation, plan.plan()) : null;
    }

    /** Hands out the entries that an event changed in the journey of a subject, given the key of its records. */
    public void publish(Journey before, Journey after, JourneyEvent event, byte[] subject, Consumer<LedgerEntry> sink) {
        List<EntryChange> changes = ledger.changes(before, after, event);
        if (!changes.isEmpty()) {
            byte[] digested = digest.of(subject);
            changes.forEach(change -> sink.accept(record(change, digested)));
        }
    }

    private LedgerEntry record(EntryChange change, byte[] digested) {
        DecisionEntry entry = change.entry();
        Decision decision = entry.decision();
        DecisionDetails details = Objects.requireNonNull(decision.details());
        LedgerEntry.Builder record = LedgerEntry.newBuilder()
                .setGeneration(generation)
                .setUseCase(plan.useCase())
                .setPlanVersion(plan.version())
                .setDecidedAt(Instant.ofEpochMilli(decision.decidedAt()))
                .setDecisionId(decision.id())
                .setSubjectDigest(ByteBuffer.wrap(digested))
                .setIsWithdrawn(change.goes())
                .setArm(decision.arm())
                .setSegments(decision.segments())
                .setUnitDecisionId(entry.start().id())
                .setCohortDay(
                        LocalDate.ofEpochDay(Attribution.cohortDay(entry.start().decidedAt())))
                .setCounts(entry.counts())
                .setSupersedes(decision.supersedesAnother() ? decision.supersedes() : null)
                .setActorType(details.actorType())
                .setActorId(details.actorId())
                .setActorVersion(details.actorVersion())
                .setMode(details.mode())
                .setAction(details.action())
                .setRequestedAt(time(decision.requestedAt(), Decision.NOT_REQUESTED))
                .setScore(details.score())
                .setReviews(entry.reviews())
                .setIsOverturned(entry.overturned())
                .setOutcomes(outcomes(entry));
        review(entry.latest(), record);
        return record.build();
    }

    private static void review(@Nullable Review latest, LedgerEntry.Builder record) {
        if (latest != null) {
            ReviewDetails details = Objects.requireNonNull(latest.details());
            record.setVerdict(details.verdict())
                    .setReviewerType(details.reviewerType())
                    .setReviewedAt(Instant.ofEpochMilli(latest.reviewedAt()))
                    .setReviewStartedAt(time(details.startedAt(), ReviewDetails.NOT_TOLD));
        }
    }

    private List<AttributedOutcome> outcomes(DecisionEntry entry) {
        List<AttributedOutcome> outcomes = new ArrayList<>(entry.credits().size());
        for (OutcomeCredit credit : entry.credits()) {
            outcomes.add(new AttributedOutcome(
                    plan.kpis().get(credit.kpi()).name(),
                    credit.role().code(),
                    credit.outcome().id(),
                    credit.outcome().name(),
                    Instant.ofEpochMilli(credit.outcome().occurredAt()),
                    credit.credit(),
                    credit.whole()));
        }
        return outcomes;
    }

    private static @Nullable Instant time(long millis, long none) {
        return millis == none ? null : Instant.ofEpochMilli(millis);
    }
}
