package dev.upshot.streams.journey;

import org.jspecify.annotations.Nullable;

/**
 * What attribution needs to know of an accepted outcome.
 *
 * @param id outcome id
 * @param name the outcome's name as in the plan
 * @param status standing; its rank decides between facts with one id
 * @param occurredAt event time, milliseconds since the epoch
 * @param value the quantity as sent, finite
 * @param decisionId the decision it names, or null
 * @param amends id of the outcome it corrects, or null
 */
public record Outcome(
        String id,
        String name,
        Standing status,
        long occurredAt,
        double value,
        @Nullable String decisionId,
        @Nullable String amends)
        implements JourneyEvent, Comparable<Outcome> {

    /** How an outcome stands, in rising rank: of several facts with one id the highest holds. */
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

    /** Whether this outcome takes another one back or replaces it. */
    public boolean amendsAnother() {
        return amends != null && !amends.equals(id);
    }

    /** Whether the outcome was taken back. */
    public boolean isCancelled() {
        return status == Standing.CANCELLED;
    }

    @Override
    public long at() {
        return occurredAt;
    }

    /** The order of a journey: by event time and id, then by rank. */
    @Override
    public int compareTo(Outcome other) {
        int order = Long.compare(occurredAt, other.occurredAt);
        order = order != 0 ? order : CodePointOrder.compare(id, other.id);
        return order != 0 ? order : compareVersions(other);
    }

    /**
     * The order of facts with one id: by status, event time, value, name, decision and what is amended. The greatest holds, so that the
     * choice does not depend on arrival.
     */
    public int compareVersions(Outcome other) {
        int order = compareClaims(other);
        order = order != 0 ? order : CodePointOrder.compare(name, other.name);
        order = order != 0 ? order : Decision.compareNullable(decisionId, other.decisionId);
        return order != 0 ? order : Decision.compareNullable(amends, other.amends);
    }

    /** Of two corrections of one outcome the greater stands. */
    public boolean correctsOver(Outcome sibling) {
        int order = compareClaims(sibling);
        return (order != 0 ? order : CodePointOrder.compare(id, sibling.id)) > 0;
    }

    /** Of two outcomes credited to one decision the later: by event time, then by rank, then by id. */
    public boolean isLaterThan(Outcome other) {
        int order = Long.compare(occurredAt, other.occurredAt);
        order = order != 0 ? order : compareVersions(other);
        return (order != 0 ? order : CodePointOrder.compare(id, other.id)) > 0;
    }

    private int compareClaims(Outcome other) {
        int order = status.compareTo(other.status);
        order = order != 0 ? order : Long.compare(occurredAt, other.occurredAt);
        return order != 0 ? order : Double.compare(value, other.value);
    }
}
