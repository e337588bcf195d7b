package dev.upshot.report.card;

/**
 * How many decisions of an arm count, and what reviewers did with them.
 *
 * @param arm the arm
 * @param decisions decisions that count
 * @param reviewed of these, decisions with at least one review
 * @param overturned of these, decisions a reviewer overrode or reversed
 */
public record ArmCount(String arm, long decisions, long reviewed, long overturned) {}
