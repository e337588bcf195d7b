package dev.upshot.streams;

import dev.upshot.event.Actor;
import dev.upshot.event.ActorType;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.DecisionMode;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Reviewer;
import dev.upshot.event.ReviewerType;
import dev.upshot.event.Verdict;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Events and a plan that read like data. */
public final class Events {

    /** Noon of a Monday. */
    public static final Instant T = Instant.parse("2026-01-05T12:00:00Z");

    public static final Plan PLAN = plan("claims", 1);

    private Events() {}

    public static Plan plan(String useCase, int version) {
        return PlanReader.parse("""
                use_case: %s
                version: %d
                arms: {by: variant, baseline: human, candidates: [model]}
                design: {kind: randomized}
                unit: decision
                segments: [region]
                lateness: P2D
                kpis:
                  - {name: quality, type: binary, outcome: correct, window: P14D, better: higher}
                  - {name: speed, type: duration, from: requested_at, to: {outcome: closed}, horizon: P7D, better: lower}
                  - {name: recovered, type: amount, outcome: recovery, scale: 2, cap: 5000, currency: EUR, window: P14D, better: higher}
                inference: {alpha: 0.05, method: fixed}
                limits: {events_per_journey: 20}
                """.formatted(useCase, version), "plan.yaml");
    }

    public static DecisionEvent decision(String id, String subject, String variant) {
        DecisionEvent e = new DecisionEvent();
        e.setDecisionId(id);
        e.setSubjectId(subject);
        e.setUseCase("claims");
        e.setDecidedAt(T);
        e.setRequestedAt(T.minusSeconds(600));
        e.setActor(new Actor(ActorType.MODEL, "triage", "2"));
        e.setAction("approve");
        e.setMode(DecisionMode.AUTOMATED);
        e.setVariant(variant);
        e.setSegments(new HashMap<>(Map.of("region", "north")));
        e.setCovariates(new HashMap<>());
        return e;
    }

    public static OutcomeEvent outcome(String id, String subject, String decisionId, String name, double value) {
        OutcomeEvent e = new OutcomeEvent();
        e.setOutcomeId(id);
        e.setSubjectId(subject);
        e.setDecisionId(decisionId);
        e.setOutcome(name);
        e.setOccurredAt(T.plusSeconds(3600));
        e.setValue(value);
        e.setStatus(OutcomeStatus.FINAL);
        if (name.equals("recovery")) {
            e.setUnit("EUR");
        }
        return e;
    }

    public static ReviewEvent review(String subject, String decisionId, Verdict verdict) {
        ReviewEvent e = new ReviewEvent();
        e.setDecisionId(decisionId);
        e.setSubjectId(subject);
        e.setReviewer(new Reviewer(ReviewerType.HUMAN, "reviewers"));
        e.setVerdict(verdict);
        e.setReviewedAt(T.plusSeconds(60));
        return e;
    }
}
