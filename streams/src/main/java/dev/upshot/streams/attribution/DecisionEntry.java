package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import dev.upshot.streams.journey.Review;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision as it stands, with what is credited to it. Its id and time tell it from the subject's other decisions: an id that comes again
 * later than the plan's horizon means another decision.
 *
 * @param decision the decision
 * @param start first decision of its unit
 * @param counts whether it counts, judged by the plan's horizon
 * @param reviews how many reviews it has within the horizon
 * @param overturned whether one of them overrode or reversed it
 * @param latest the latest of them; null: none
 * @param credits what is credited to it, in their order
 */
public record DecisionEntry(
        Decision decision,
        Decision start,
        boolean counts,
        int reviews,
        boolean overturned,
        @Nullable Review latest,
        List<OutcomeCredit> credits) {

    /** What tells an entry from the subject's others. */
    record Key(long decidedAt, String decisionId) {}

    Key key() {
        return new Key(decision.decidedAt(), decision.id());
    }
}
