package dev.upshot.app.verify;

import dev.upshot.event.Actor;
import dev.upshot.event.ActorType;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.DecisionMode;
import dev.upshot.event.KpiDefinition;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.PlanVersion;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Reviewer;
import dev.upshot.event.ReviewerType;
import dev.upshot.event.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plans and events that read like data. Times are minutes after {@link #START}. */
final class Events {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final int DAY = 24 * 60;

    private Events() {}

    static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    /** Applies changes to an event and returns it. */
    @SafeVarargs
    static <E> E with(E event, Consumer<E>... changes) {
        for (Consumer<E> change : changes) {
            change.accept(event);
        }
        return event;
    }

    static DecisionEvent decision(String id, String subject, @Nullable String arm, int minute) {
        DecisionEvent event = new DecisionEvent();
        event.setDecisionId(id);
        event.setSubjectId(subject);
        event.setUseCase("claims");
        event.setDecidedAt(at(minute));
        event.setActor(new Actor(ActorType.MODEL, "triage", "2"));
        event.setAction("approve");
        event.setMode(DecisionMode.AUTOMATED);
        event.setVariant(arm);
        event.setSegments(Map.of());
        event.setCovariates(Map.of());
        return event;
    }

    static OutcomeEvent outcome(
            String id, String subject, String name, @Nullable String decisionId, int minute, double value) {
        OutcomeEvent event = new OutcomeEvent();
        event.setOutcomeId(id);
        event.setSubjectId(subject);
        event.setOutcome(name);
        event.setDecisionId(decisionId);
        event.setOccurredAt(at(minute));
        event.setValue(value);
        event.setStatus(OutcomeStatus.FINAL);
        return event;
    }

    static ReviewEvent review(String decisionId, String subject, Verdict verdict, int minute) {
        ReviewEvent event = new ReviewEvent();
        event.setDecisionId(decisionId);
        event.setSubjectId(subject);
        event.setReviewer(new Reviewer(ReviewerType.HUMAN, "senior"));
        event.setVerdict(verdict);
        event.setReviewedAt(at(minute));
        return event;
    }

    /** Use case claims: human against model, no segments, two days of lateness, alpha 0.05. */
    static PlanVersion plan(int version, KpiDefinition... kpis) {
        PlanVersion plan = new PlanVersion();
        plan.setUseCase("claims");
        plan.setPlanVersion(version);
        plan.setGeneration("g1");
        plan.setYaml("");
        plan.setArmsBy("variant");
        plan.setEventsPerJourney(10_000);
        plan.setContentHash("");
        plan.setBaseline("human");
        plan.setCandidates(List.of("model"));
        plan.setSegments(List.of());
        plan.setDesign("randomized");
        plan.setUnit("decision");
        plan.setLatenessMs(Duration.ofDays(2).toMillis());
        plan.setAlpha(0.05);
        plan.setKpis(List.of(kpis));
        return plan;
    }

    /** Reads {@code correct}: one day, missing is zero. */
    static KpiDefinition quality() {
        return new KpiDefinition(
                "quality",
                "binary",
                "correct",
                "higher",
                "share",
                0,
                Duration.ofDays(1).toMillis(),
                "decided_at",
                "zero",
                null);
    }

    /** Reads {@code recovery} in EUR with two decimals: one day, missing is zero. */
    static KpiDefinition recovered() {
        return new KpiDefinition(
                "recovered",
                "amount",
                "recovery",
                "higher",
                "EUR",
                2,
                Duration.ofDays(1).toMillis(),
                "decided_at",
                "zero",
                null);
    }

    /** Reads {@code closed}: seconds from the request, one day. */
    static KpiDefinition processing() {
        return new KpiDefinition(
                "processing",
                "duration",
                "closed",
                "lower",
                "s",
                3,
                Duration.ofDays(1).toMillis(),
                "requested_at",
                "exclude",
                null);
    }
}
