package dev.upshot.streams.journey;

import org.jspecify.annotations.Nullable;

/**
 * That a decision was reviewed.
 *
 * @param decisionId the reviewed decision
 * @param reviewedAt event time, milliseconds since the epoch
 * @param overturned whether the review overrode or reversed the decision
 * @param details what the plan's ledger keeps besides; null without a ledger
 */
public record Review(
        String decisionId,
        long reviewedAt,
        boolean overturned,
        @Nullable ReviewDetails details) implements JourneyEvent, Comparable<Review> {

    /** A review under a plan without a ledger. */
    public Review(String decisionId, long reviewedAt, boolean overturned) {
        this(decisionId, reviewedAt, overturned, null);
    }

    @Override
    public long at() {
        return reviewedAt;
    }

    /** The order of a journey: by event time, then by content. */
    @Override
    public int compareTo(Review other) {
        int order = Long.compare(reviewedAt, other.reviewedAt);
        order = order != 0 ? order : CodePointOrder.compare(decisionId, other.decisionId);
        order = order != 0 ? order : Boolean.compare(overturned, other.overturned);
        return order == 0 && details != null && other.details != null ? details.compareTo(other.details) : order;
    }
}
