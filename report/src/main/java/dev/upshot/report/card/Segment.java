package dev.upshot.report.card;

/**
 * The part of the decisions a reading is about.
 *
 * @param dimension the dimension; empty: all decisions
 * @param value its value; empty: all decisions
 */
public record Segment(String dimension, String value) {
    /** All decisions. */
    public static final Segment OVERALL = new Segment("", "");

    /** Whether this is all decisions. */
    public boolean isOverall() {
        return dimension.isEmpty();
    }
}
