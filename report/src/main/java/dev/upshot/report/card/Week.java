package dev.upshot.report.card;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One arm in one week: how much is decided by it, and how often people decide otherwise.
 *
 * @param monday first day of the ISO week in which the decisions were taken, UTC
 * @param arm the arm
 * @param decisions decisions of the arm
 * @param allDecisions decisions of all arms in the week
 * @param reviewed of the arm's decisions, those that somebody reviewed
 * @param overturned of these, those that the review overrode or reversed
 */
public record Week(LocalDate monday, String arm, long decisions, long allDecisions, long reviewed, long overturned) {

    /** Share of the arm among all decisions, 0 to 1. */
    public double share() {
        return allDecisions == 0 ? 0 : decisions / (double) allDecisions;
    }

    /** Share of the reviewed decisions that were overturned, 0 to 1; null where nobody reviewed. */
    @Nullable
    public Double overturnedShare() {
        return reviewed == 0 ? null : overturned / (double) reviewed;
    }
}
