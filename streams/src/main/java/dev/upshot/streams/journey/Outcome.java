package dev.upshot.streams.journey;

import org.jspecify.annotations.Nullable;

/**
 * What attribution needs to know of an accepted outcome.
 *
 * @param id outcome id, unique within the journey
 * @param name the outcome's name as in the plan
 * @param status standing; its rank decides between events with one id
 * @param occurredAt event time, milliseconds since the epoch
 * @param value the quantity as sent, finite
 * @param decisionId the decision it belongs to
 * @param amends id of the outcome it corrects, or null
 */
public record Outcome(
        String id,
        String name,
        Standing status,
        long occurredAt,
        double value,
        String decisionId,
        @Nullable String amends)
        implements JourneyEvent {

    /** How an outcome stands, in rising rank: of several events with one id the highest holds. */
    public enum Standing {
        PRELIMINARY(0),
        FINAL(1),
        AMENDED(2),
        CANCELLED(3);

        private final byte code;

        Standing(int code) {
            this.code = (byte) code;
        }

        /** The byte that stands for it in a stored journey. */
        byte code() {
            return code;
        }
    }

    /** Makes minus zero plus zero, so that equal amounts are equal values. */
    public Outcome {
        value = value + 0.0;
    }

    /** Of two events with one id the greater holds, so that the choice does not depend on arrival. */
    boolean holdsOver(Outcome other) {
        int order = compareClaims(other);
        order = order != 0 ? order : CodePointOrder.compare(name, other.name);
        order = order != 0 ? order : CodePointOrder.compare(decisionId, other.decisionId);
        order = order != 0 ? order : Decision.compareNullable(amends, other.amends);
        return order > 0;
    }

    /** Of two corrections of one outcome the greater stands. */
    public boolean correctsOver(Outcome sibling) {
        int order = compareClaims(sibling);
        return (order != 0 ? order : CodePointOrder.compare(id, sibling.id)) > 0;
    }

    private int compareClaims(Outcome other) {
        int order = status.compareTo(other.status);
        order = order != 0 ? order : Long.compare(occurredAt, other.occurredAt);
        return order != 0 ? order : Double.compare(value, other.value);
    }
}
