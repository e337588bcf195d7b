package dev.upshot.streams.journey;

/**
 * What a ledger keeps of a review besides what attribution needs.
 *
 * @param verdict what the reviewer did with the decision, as in the event
 * @param reviewerType the kind of reviewer, as in the event
 * @param startedAt when the reviewer began, milliseconds since the epoch, or {@link #NOT_TOLD}
 */
public record ReviewDetails(String verdict, String reviewerType, long startedAt) implements Comparable<ReviewDetails> {

    /** Stands for a missing start; sorts before every time. */
    public static final long NOT_TOLD = Long.MIN_VALUE;

    /** The order of two reviews that differ in nothing else: by the fields as they stand. */
    @Override
    public int compareTo(ReviewDetails other) {
        int order = CodePointOrder.compare(verdict, other.verdict);
        order = order != 0 ? order : CodePointOrder.compare(reviewerType, other.reviewerType);
        return order != 0 ? order : Long.compare(startedAt, other.startedAt);
    }
}
