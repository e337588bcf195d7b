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
        plan.setSeveralArms("first");
        plan.setHorizonMs(List.of(kpis).stream()
                .mapToLong(KpiDefinition::getWindowMs)
                .max()
                .orElse(1));
        plan.setEventsPerJourney(10_000);
        plan.setSegmentValues(1_000);
        plan.setCells(100_000);
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

    /** As much as every KPI has: one day, no decimal places, missing is zero, outcomes name their decisions. */
    static KpiDefinition kpi(String name, String type, String outcome, String unit) {
        KpiDefinition kpi = new KpiDefinition();
        kpi.setParts(List.of());
        kpi.setName(name);
        kpi.setType(type);
        kpi.setOutcome(outcome);
        kpi.setBetter("higher");
        kpi.setUnit(unit);
        kpi.setScale(0);
        kpi.setWindowMs(Duration.ofDays(1).toMillis());
        kpi.setStartsAt("decided_at");
        kpi.setMissing("zero");
        kpi.setJoin(outcome.isEmpty() ? "" : "direct");
        kpi.setModel("");
        kpi.setModelFirst(0);
        kpi.setModelLast(0);
        kpi.setHalfLifeMs(0L);
        kpi.setRule("");
        kpi.setStartsOutcome("");
        kpi.setEndsAt("");
        kpi.setQuantity("");
        kpi.setCovariate("");
        kpi.setNumerator("");
        kpi.setDenominator("");
        kpi.setAdjustedBy("");
        kpi.setAdjustedByScale(0);
        return kpi;
    }

    /** Reads {@code correct}: one day, missing is zero. */
    static KpiDefinition quality() {
        return with(kpi("quality", "binary", "correct", "share"), k -> k.setRule("any"));
    }

    /** Reads {@code recovery} in EUR with two decimals: one day, missing is zero. */
    static KpiDefinition recovered() {
        return with(kpi("recovered", "amount", "recovery", "EUR"), k -> k.setScale(2));
    }

    /** Reads {@code closed}: seconds from the request, one day. */
    static KpiDefinition processing() {
        return with(
                kpi("processing", "duration", "closed", "s"),
                k -> k.setScale(3),
                k -> k.setMissing("exclude"),
                k -> k.setStartsAt("requested_at"),
                k -> k.setEndsAt("outcome"));
    }

    /** The same, joined by subject and shared as the model says. */
    static KpiDefinition bySubject(KpiDefinition kpi, String model) {
        return with(kpi, k -> k.setJoin("subject"), k -> k.setModel(model));
    }
}
