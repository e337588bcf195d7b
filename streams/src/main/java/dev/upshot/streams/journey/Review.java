package dev.upshot.streams.journey;

/**
 * That a decision was reviewed.
 *
 * @param decisionId the reviewed decision
 * @param reviewedAt event time, milliseconds since the epoch
 * @param overturned whether the review overrode or reversed the decision
 */
public record Review(String decisionId, long reviewedAt, boolean overturned)
        implements JourneyEvent, Comparable<Review> {

    @Override
    public long at() {
        return reviewedAt;
    }

    /** The order of a journey: by event time, then by content. */
    @Override
    public int compareTo(Review other) {
        int order = Long.compare(reviewedAt, other.reviewedAt);
        order = order != 0 ? order : CodePointOrder.compare(decisionId, other.decisionId);
        return order != 0 ? order : Boolean.compare(overturned, other.overturned);
    }
}
