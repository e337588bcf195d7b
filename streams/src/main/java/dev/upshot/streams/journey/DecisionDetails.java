package dev.upshot.streams.journey;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger keeps of a decision besides what attribution needs. No value and no credit depends on it.
 *
 * @param actorType the kind of actor, as in the event
 * @param actorId name of the model, rule set or role
 * @param actorVersion its version; may be empty
 * @param mode how far the decision took effect, as in the event
 * @param action what was decided; may be empty
 * @param score the model's score, finite, or null
 */
public record DecisionDetails(
        String actorType,
        String actorId,
        String actorVersion,
        String mode,
        String action,
        @Nullable Double score) implements Comparable<DecisionDetails> {

    /** Makes minus zero plus zero, so that equal scores are equal details. */
    public DecisionDetails {
        score = score == null ? null : (Double) (score + 0.0);
    }

    /** The order of two decisions that differ in nothing else: by the fields as they stand, no score before every one. */
    @Override
    public int compareTo(DecisionDetails other) {
        int order = CodePointOrder.compare(actorType, other.actorType);
        order = order != 0 ? order : CodePointOrder.compare(actorId, other.actorId);
        order = order != 0 ? order : CodePointOrder.compare(actorVersion, other.actorVersion);
        order = order != 0 ? order : CodePointOrder.compare(mode, other.mode);
        order = order != 0 ? order : CodePointOrder.compare(action, other.action);
        return order != 0 ? order : Double.compare(ranked(score), ranked(other.score));
    }

    private static double ranked(@Nullable Double score) {
        return Objects.requireNonNullElse(score, Double.NEGATIVE_INFINITY);
    }
}
