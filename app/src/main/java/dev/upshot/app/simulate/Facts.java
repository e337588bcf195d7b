package dev.upshot.app.simulate;

import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.ActorType;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.OutcomeStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is settled about one decision before anything is told of it, and how events about it are written.
 *
 * @param story its number
 * @param arm the place of its arm, 0 for the baseline
 * @param requestedAt milliseconds since 1970
 * @param decidedAt milliseconds since 1970
 */
record Facts(Scenario scenario, long story, int arm, String subjectId, long requestedAt, long decidedAt) {

    private static final String[] ACTIONS = {"approve", "approve", "refer", "decline"};
    private static final String[] RISK_TIERS = {"low", "low", "medium", "high"};

    String decisionId() {
        return scenario.decisionId(story);
    }

    /** The decision, with what does not matter to any lift drawn anew. */
    DecisionEvent decision(Draws draws) {
        return decision(decisionId(), scenario.casts.get(arm), draws);
    }

    DecisionEvent decision(String id, Cast cast, Draws draws) {
        return new DecisionEvent(
                id,
                subjectId,
                scenario.plan.useCase(),
                Instant.ofEpochMilli(decidedAt),
                cast.actor(),
                ACTIONS[draws.below(ACTIONS.length)],
                cast.mode(),
                Instant.ofEpochMilli(requestedAt),
                cast.actor().getType() == ActorType.HUMAN ? null : draws.fraction(),
                cast.variant(),
                scenario.share(arm),
                RISK_TIERS[draws.below(RISK_TIERS.length)],
                scenario.segments(draws),
                Map.of(),
                scenario.costs == null ? null : scenario.costs.draw(arm, draws),
                null,
                null);
    }

    /**
     * An outcome of the decision.
     *
     * @param suffix tells its id from those of the other outcomes of the process
     * @param amends the suffix of the outcome it corrects
     */
    OutcomeEvent outcome(
            OutcomeProcess process,
            String suffix,
            long occurredAt,
            double value,
            OutcomeStatus status,
            @Nullable String amends) {
        return new OutcomeEvent(
                scenario.outcomeId(story, process, suffix),
                subjectId,
                process.outcome(),
                Instant.ofEpochMilli(occurredAt),
                value,
                process.namesDecision() ? decisionId() : null,
                process.currency(),
                null,
                amends == null ? null : scenario.outcomeId(story, process, amends),
                status);
    }

    TimedEvent keyed(DecisionEvent decision, long observedAt) {
        return new TimedEvent(EventKind.DECISION, subjectId, decision, observedAt);
    }

    TimedEvent keyed(OutcomeEvent outcome, long observedAt) {
        return new TimedEvent(EventKind.OUTCOME, subjectId, outcome, observedAt);
    }
}
