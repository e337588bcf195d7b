package dev.upshot.streams.attribution;

import dev.upshot.streams.journey.Decision;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One unit of analysis with what it earned: a decision, or a subject's episode of decisions. Immutable.
 *
 * <p>Its place among the cells is that of its first decision. Head counts are judged by the plan's horizon, each KPI by its own window: so a
 * unit may count in a KPI and not in the head, where its decision was superseded after that window.
 */
public final class CreditedUnit implements Comparable<CreditedUnit> {

    private final Decision first;
    private final Head head;
    private final KpiValues values;

    /**
     * What counts once per unit.
     *
     * @param decisions decisions that count
     * @param reviewed of these, reviewed ones
     * @param overturned of these, ones that a review overrode or reversed
     * @param mixed whether the decisions lie in several arms
     */
    record Head(int decisions, int reviewed, int overturned, boolean mixed) {}

    CreditedUnit(Decision first, Head head, KpiValues values) {
        this.first = first;
        this.head = head;
        this.values = values;
    }

    /** The first decision's id. */
    public String id() {
        return first.id();
    }

    /** Event time of the first decision, milliseconds since the epoch. */
    public long start() {
        return first.decidedAt();
    }

    /** The arm's name. */
    public String arm() {
        return first.arm();
    }

    /** Values of the plan's dimensions, in the plan's order. */
    public List<String> segments() {
        return first.segments();
    }

    /** UTC day of the first decision, days since the epoch. */
    public int cohortDay() {
        return Attribution.cohortDay(first.decidedAt());
    }

    /** Decisions of the unit that count, judged by the plan's horizon; 0 if only a shorter window saw one. */
    public int decisions() {
        return head.decisions();
    }

    /** Of these, decisions that somebody reviewed. */
    public int reviewed() {
        return head.reviewed();
    }

    /** Of these, decisions that a review overrode or reversed. */
    public int overturned() {
        return head.overturned();
    }

    /** 1 if any of its decisions counts, else 0. */
    public int units() {
        return head.decisions() > 0 ? 1 : 0;
    }

    /** Whether its decisions lie in several arms; never for a unit without decisions that count. */
    public boolean mixed() {
        return head.mixed();
    }

    /** Number of KPIs. */
    public int kpis() {
        return values.kpis();
    }

    /** Whether the unit counts in the plan's KPI of this index. */
    public boolean counts(int kpi) {
        return values.counts(kpi);
    }

    /** Fixed-point value in the plan's KPI of this index, for a ratio the numerator's; 0 where the unit does not count. */
    public long a(int kpi) {
        return values.a(kpi);
    }

    /**
     * What the value is divided by: for a ratio the denominator's fixed-point value, else the number of decisions that count in the KPI (of a net value in the part where most do),
     * which is 1 where the unit is the decision. 0 where the unit does not count.
     */
    public long b(int kpi) {
        return values.b(kpi);
    }

    /** Open cases of a duration: decisions whose start is known and whose end is not. 0 for other types. */
    public int open(int kpi) {
        return values.open(kpi);
    }

    /** Sum over the open cases of their start, in milliseconds from the start of the cohort day; may be negative. */
    public long startOffset(int kpi) {
        return values.startOffset(kpi);
    }

    /**
     * Where the cases of a duration are counted by age, one number per case: the bin in which it ended, or 64 more than the last bin that was
     * seen whole where it is open then. See {@link AgeBins}. Not to be changed.
     */
    public int[] ages(int kpi) {
        return values.ages(kpi);
    }

    /**
     * A quantity that the first decision carries, by its place among the plan's quantities: known before anything that is credited, so it may
     * explain the unit's values and not follow from them. {@link Decision#NOT_GIVEN} where it carries none.
     */
    public long quantity(int place) {
        return first.quantities().get(place);
    }

    /** Whether both units lie in one cell. */
    public boolean isInCellOf(CreditedUnit other) {
        return cohortDay() == other.cohortDay()
                && arm().equals(other.arm())
                && segments().equals(other.segments());
    }

    /** The order of a credit: by id and start, which no two units of a journey share. */
    @Override
    public int compareTo(CreditedUnit other) {
        int order = id().compareTo(other.id());
        return order != 0 ? order : Long.compare(start(), other.start());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CreditedUnit that
                && first.decidedAt() == that.first.decidedAt()
                && first.id().equals(that.first.id())
                && first.arm().equals(that.first.arm())
                && first.segments().equals(that.first.segments())
                && first.quantities().equals(that.first.quantities())
                && head.equals(that.head)
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(first.id(), head, values);
    }

    @Override
    public String toString() {
        return first + " " + head + " " + values;
    }
}
