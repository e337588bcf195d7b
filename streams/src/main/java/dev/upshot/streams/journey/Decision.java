package dev.upshot.streams.journey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What attribution needs to know of an accepted decision.
 *
 * @param id decision id, unique within the journey
 * @param decidedAt event time, milliseconds since the epoch
 * @param requestedAt when it was asked for, milliseconds since the epoch, or {@link #NOT_REQUESTED}
 * @param arm the arm's name, one of the plan's
 * @param segments values of the plan's dimensions, in the plan's order
 * @param supersedes id of the decision this one replaces, or null
 */
public record Decision(
        String id,
        long decidedAt,
        long requestedAt,
        String arm,
        List<String> segments,
        @Nullable String supersedes) implements JourneyEvent {

    /** Stands for a missing request time; sorts before every time. */
    public static final long NOT_REQUESTED = Long.MIN_VALUE;

    /** Of two events with one id the smaller holds, so that the choice does not depend on arrival. */
    boolean holdsOver(Decision other) {
        int order = Long.compare(decidedAt, other.decidedAt);
        order = order != 0 ? order : Long.compare(requestedAt, other.requestedAt);
        order = order != 0 ? order : CodePointOrder.compare(arm, other.arm);
        order = order != 0 ? order : CodePointOrder.compare(segments, other.segments);
        order = order != 0 ? order : compareNullable(supersedes, other.supersedes);
        return order < 0;
    }

    static int compareNullable(@Nullable String a, @Nullable String b) {
        if (a != null && b != null) {
            return CodePointOrder.compare(a, b);
        }
        return Boolean.compare(a != null, b != null);
    }
}
