package dev.upshot.streams.lift;

import dev.upshot.streams.plan.Plan;

/**
 * A part of a plan's decisions that is compared on its own: all of them, or those with one value of one dimension.
 *
 * @param plan ordinal of the plan in its generation
 * @param dimension index of the dimension in the plan, or {@link #OVERALL}
 * @param value the dimension's value, empty for overall
 */
public record Slot(int plan, int dimension, String value) implements Comparable<Slot> {

    /** The dimension index that stands for all decisions. */
    public static final int OVERALL = -1;

    /** The slot of all decisions of a plan. */
    public static Slot overall(int plan) {
        return new Slot(plan, OVERALL, "");
    }

    /** Name of the dimension, empty for overall. */
    public String dimensionName(Plan of) {
        return dimension == OVERALL ? "" : of.segments().get(dimension);
    }

    @Override
    public int compareTo(Slot other) {
        int order = Integer.compare(plan, other.plan);
        order = order != 0 ? order : Integer.compare(dimension, other.dimension);
        return order != 0 ? order : value.compareTo(other.value);
    }
}
