package dev.upshot.streams.journey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What attribution needs to know of an accepted decision.
 *
 * @param id decision id
 * @param decidedAt event time, milliseconds since the epoch
 * @param requestedAt when it was asked for, milliseconds since the epoch, or {@link #NOT_REQUESTED}
 * @param arm the arm's name, one of the plan's
 * @param segments values of the plan's dimensions, in the plan's order
 * @param supersedes id of the decision this one replaces, or null
 * @param quantities fixed-point values of the plan's KPIs of type value, in the plan's order, and of its covariates, or {@link
 *     #NOT_GIVEN}
 * @param details what the plan's ledger keeps besides; null without a ledger
 */
public record Decision(
        String id,
        long decidedAt,
        long requestedAt,
        String arm,
        List<String> segments,
        @Nullable String supersedes,
        List<Long> quantities,
        @Nullable DecisionDetails details)
        implements JourneyEvent, Comparable<Decision> {

    /** Stands for a missing request time; sorts before every time. */
    public static final long NOT_REQUESTED = Long.MIN_VALUE;

    /** Stands for a missing quantity; sorts before every one. */
    public static final long NOT_GIVEN = Long.MIN_VALUE;

    /** A decision of a plan without a ledger. */
    public Decision(
            String id,
            long decidedAt,
            long requestedAt,
            String arm,
            List<String> segments,
            @Nullable String supersedes,
            List<Long> quantities) {
        this(id, decidedAt, requestedAt, arm, segments, supersedes, quantities, null);
    }

    /** Whether this decision is meant to replace another one. */
    public boolean supersedesAnother() {
        return supersedes != null && !supersedes.equals(id);
    }

    @Override
    public long at() {
        return decidedAt;
    }

    /** The order of a journey: by event time and id, then by content; of two facts with one id the smaller holds. */
    @Override
    public int compareTo(Decision other) {
        int order = Long.compare(decidedAt, other.decidedAt);
        order = order != 0 ? order : CodePointOrder.compare(id, other.id);
        order = order != 0 ? order : Long.compare(requestedAt, other.requestedAt);
        order = order != 0 ? order : CodePointOrder.compare(arm, other.arm);
        order = order != 0 ? order : CodePointOrder.compare(segments, other.segments);
        order = order != 0 ? order : compareNullable(supersedes, other.supersedes);
        for (int i = 0; order == 0 && i < quantities.size(); i++) {
            order = Long.compare(quantities.get(i), other.quantities.get(i));
        }
        return order == 0 && details != null && other.details != null ? details.compareTo(other.details) : order;
    }

    static int compareNullable(@Nullable String a, @Nullable String b) {
        if (a != null && b != null) {
            return CodePointOrder.compare(a, b);
        }
        return Boolean.compare(a != null, b != null);
    }
}
