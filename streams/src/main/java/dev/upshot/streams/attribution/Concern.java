package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Journey;
import dev.upshot.streams.journey.JourneyEvent;
import dev.upshot.streams.journey.Outcome;
import dev.upshot.streams.journey.Review;
import dev.upshot.streams.plan.JoinRule;
import dev.upshot.streams.plan.Kpi;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The part of a journey whose credit an event can change. Crediting the part before and after gives the same difference as crediting the
 * whole twice, and costs what the decision concerned costs, however long the journey has become.
 *
 * <p>There is such a part where every unit is a decision, every KPI joins by the decision's id and no fact bears on another: then facts that
 * name different decisions do not meet in any value. What still joins all decisions of a subject, whether they lie in several arms and where its
 * episodes begin, depends on decisions alone: the part has all of them where a decision comes, and the same ones on both sides otherwise.
 */
final class Concern {

    /** Up to this many decisions the whole journey costs no more than looking for its part. */
    private static final int FEW = 1;

    private final boolean byDecision;

    Concern(Plan plan) {
        byDecision = plan.unit() == Unit.DECISION
                && plan.kpis().stream().map(Kpi::join).noneMatch(JoinRule.Subject.class::isInstance);
    }

    /** Whether the event changes the credit of a part of this journey alone, to which it was just added. */
    boolean isPart(Journey after) {
        return byDecision && !after.isCorrected() && after.decisions().size() > FEW;
    }

    /** The part of a journey, with or without the event, that concerns it. */
    @SuppressWarnings("ReferenceEquality") // the journey holds the very event
    Journey part(Journey journey, JourneyEvent event) {
        String decisionId = decisionId(event);
        return journey.where(
                decision -> event instanceof Decision || decision.id().equals(decisionId),
                outcome -> outcome == event || (decisionId != null && decisionId.equals(outcome.decisionId())),
                review -> review.decisionId().equals(decisionId));
    }

    private static @Nullable String decisionId(JourneyEvent event) {
        if (event instanceof Decision decision) {
            return decision.id();
        }
        return event instanceof Outcome outcome ? outcome.decisionId() : ((Review) event).decisionId();
    }
}
