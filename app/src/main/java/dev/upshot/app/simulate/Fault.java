package dev.upshot.app.simulate;

import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import dev.upshot.streams.plan.AmountKpi;
import dev.upshot.streams.plan.BinaryKpi;
import dev.upshot.streams.plan.DurationKpi;
import dev.upshot.streams.plan.Moment;
import dev.upshot.streams.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A way for an event to be malformed. Each makes exactly one event, which must be refused. */
enum Fault {
    UNKNOWN_ARM,
    UNKNOWN_USE_CASE,
    DECIDED_BEFORE_REQUESTED,
    NOT_REQUESTED,
    EMPTY_ID,
    LONG_ID,
    KEY_OF_ANOTHER,
    NOT_A_NUMBER,
    FROM_THE_FUTURE,
    UNKNOWN_OUTCOME,
    NO_DECISION,
    NOT_BINARY,
    OTHER_CURRENCY,
    TOO_LARGE;

    private static final String SUFFIX = "-x";
    private static final String UNHEARD = "unheard-of";
    private static final long FAR_AHEAD = Duration.ofDays(3).toMillis();

    /** Those that this plan must refuse. */
    static List<Fault> possibleIn(Plan plan, List<OutcomeProcess> processes) {
        return Arrays.stream(values())
                .filter(fault -> fault.isPossibleIn(plan, processes))
                .toList();
    }

    private boolean isPossibleIn(Plan plan, List<OutcomeProcess> processes) {
        return switch (this) {
            case UNKNOWN_ARM -> Cast.stranger(plan).isPresent();
            case NOT_REQUESTED ->
                plan.kpis().stream()
                        .anyMatch(kpi -> kpi instanceof DurationKpi duration
                                && duration.from().equals(Moment.REQUESTED_AT));
            case NO_DECISION -> processes.stream().anyMatch(OutcomeProcess::namesDecision);
            case NOT_BINARY -> plan.kpis().stream().anyMatch(BinaryKpi.class::isInstance);
            case OTHER_CURRENCY, TOO_LARGE -> plan.kpis().stream().anyMatch(AmountKpi.class::isInstance);
            default -> true;
        };
    }

    /** The malformed event about a decision, observed when it is taken. */
    TimedEvent event(Facts facts, Draws draws) {
        return switch (this) {
            case UNKNOWN_ARM, UNKNOWN_USE_CASE, DECIDED_BEFORE_REQUESTED, NOT_REQUESTED, EMPTY_ID ->
                facts.keyed(decision(facts, draws), facts.decidedAt());
            case KEY_OF_ANOTHER ->
                new TimedEvent(EventKind.OUTCOME, facts.subjectId() + SUFFIX, outcome(facts), facts.decidedAt());
            default -> facts.keyed(outcome(facts), facts.decidedAt());
        };
    }

    private DecisionEvent decision(Facts facts, Draws draws) {
        Cast cast = facts.scenario().casts.get(facts.arm());
        if (this == UNKNOWN_ARM) {
            cast = Cast.stranger(facts.scenario().plan).orElseThrow();
        }
        DecisionEvent decision = facts.decision(facts.decisionId() + SUFFIX, cast, draws);
        switch (this) {
            case UNKNOWN_USE_CASE -> decision.setUseCase(UNHEARD + " " + decision.getUseCase());
            case DECIDED_BEFORE_REQUESTED ->
                decision.setRequestedAt(decision.getDecidedAt().plusSeconds(1));
            case NOT_REQUESTED -> decision.setRequestedAt(null);
            case EMPTY_ID -> decision.setDecisionId("");
            default -> {}
        }
        return decision;
    }

    private OutcomeEvent outcome(Facts facts) {
        OutcomeProcess process = process(facts.scenario().processes);
        OutcomeEvent outcome = facts.outcome(process, SUFFIX, facts.decidedAt(), 1, OutcomeStatus.FINAL, null);
        switch (this) {
            case LONG_ID -> outcome.setOutcomeId(outcome.getOutcomeId() + "-".repeat(128));
            case NOT_A_NUMBER -> outcome.setValue(Double.NaN);
            case FROM_THE_FUTURE -> outcome.setOccurredAt(Instant.ofEpochMilli(facts.decidedAt() + FAR_AHEAD));
            case UNKNOWN_OUTCOME -> outcome.setOutcome(UNHEARD);
            case NO_DECISION -> outcome.setDecisionId(null);
            case NOT_BINARY -> outcome.setValue(0.5);
            case OTHER_CURRENCY -> outcome.setUnit("XTS");
            case TOO_LARGE -> outcome.setValue(1e18);
            default -> {}
        }
        return outcome;
    }

    private OutcomeProcess process(List<OutcomeProcess> processes) {
        return processes.stream()
                .filter(process -> switch (this) {
                    case NO_DECISION -> process.namesDecision();
                    case NOT_BINARY -> process.isBinary();
                    case OTHER_CURRENCY, TOO_LARGE -> process.isAmount();
                    default -> true;
                })
                .findFirst()
                .orElseThrow();
    }
}
