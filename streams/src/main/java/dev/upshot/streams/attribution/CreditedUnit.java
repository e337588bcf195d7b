package dev.upshot.streams.attribution;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One unit of analysis with what it earned: the decision's place among the cells and its value in every KPI.
 */
public final class CreditedUnit {

    private final String id;
    private final String arm;
    private final List<String> segments;
    private final int cohortDay;
    private final boolean reviewed;
    private final boolean overturned;
    private final boolean[] counted;
    private final long[] values;

    CreditedUnit(
            String id,
            String arm,
            List<String> segments,
            int cohortDay,
            boolean reviewed,
            boolean overturned,
            boolean[] counted,
            long[] values) {
        this.id = id;
        this.arm = arm;
        this.segments = segments;
        this.cohortDay = cohortDay;
        this.reviewed = reviewed;
        this.overturned = overturned;
        this.counted = counted;
        this.values = values;
    }

    /** The decision's id. */
    public String id() {
        return id;
    }

    /** The arm's name. */
    public String arm() {
        return arm;
    }

    /** Values of the plan's dimensions, in the plan's order. */
    public List<String> segments() {
        return segments;
    }

    /** UTC day of the decision, days since the epoch. */
    public int cohortDay() {
        return cohortDay;
    }

    /** Whether anybody reviewed the decision. */
    public boolean reviewed() {
        return reviewed;
    }

    /** Whether a review overrode or reversed the decision. */
    public boolean overturned() {
        return overturned;
    }

    /** Whether the unit counts in the plan's KPI of this index. */
    public boolean counts(int kpi) {
        return counted[kpi];
    }

    /** Fixed-point value in the plan's KPI of this index; 0 where it does not count. */
    public long value(int kpi) {
        return values[kpi];
    }

    /** Number of KPIs. */
    public int kpis() {
        return values.length;
    }

    /** Whether both units lie in one cell. */
    public boolean isInCellOf(CreditedUnit other) {
        return cohortDay == other.cohortDay && arm.equals(other.arm) && segments.equals(other.segments);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CreditedUnit that
                && id.equals(that.id)
                && cohortDay == that.cohortDay
                && reviewed == that.reviewed
                && overturned == that.overturned
                && arm.equals(that.arm)
                && segments.equals(that.segments)
                && Arrays.equals(counted, that.counted)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, arm, segments, cohortDay, Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return arm + segments + " day " + cohortDay + " " + Arrays.toString(values);
    }
}
