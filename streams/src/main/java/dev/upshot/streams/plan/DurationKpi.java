package dev.upshot.streams.plan;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The mean time between two moments of a decision's journey, in milliseconds, of closed decisions only. A decision whose start is known and
 * whose end is not is kept apart as open, with its start.
 *
 * @param name the KPI's name
 * @param from where the duration starts
 * @param to where it ends: the earliest known time of that kind that is not before the start
 * @param join how outcomes find their decisions; one that gives all to a single decision
 * @param window how long after the decision (not the start) an event still belongs to it, half-open
 * @param better the direction in which the KPI improves
 */
public record DurationKpi(String name, Moment from, Moment to, JoinRule join, Duration window, Better better)
        implements Kpi {
    /**
     * Checks window, join and moments.
     *
     * @throws IllegalArgumentException if the window is not positive, the join divides values, or the end can never follow the start
     */
    public DurationKpi {
        Durations.checkWindow(window);
        if (join.divides()) {
            throw new IllegalArgumentException("a time cannot be divided: " + join);
        }
        if (!canFollow(from, to)) {
            throw new IllegalArgumentException("no duration from " + from + " to " + to);
        }
    }

    /**
     * Whether an end makes sense after a start.
     *
     * @param from the start
     * @param to the end
     * @return false if the end cannot come later
     */
    public static boolean canFollow(Moment from, Moment to) {
        return switch (to.kind()) {
            case REQUESTED_AT -> false;
            case DECIDED_AT -> from.kind() == Moment.Kind.REQUESTED_AT;
            case REVIEWED_AT, OUTCOME -> !from.equals(to);
        };
    }

    @Override
    public String outcome() {
        return to.outcome();
    }

    @Override
    public List<String> outcomes() {
        return Stream.of(from.outcome(), to.outcome())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Override
    public boolean canBePart() {
        return false;
    }

    /** A decision that is not closed has no duration yet. */
    @Override
    public Missing missing() {
        return Missing.EXCLUDE;
    }

    @Override
    public boolean isUncapped() {
        return false;
    }

    @Override
    public int scale() {
        return 3;
    }

    @Override
    public String unit() {
        return "s";
    }

    @Override
    public String type() {
        return "duration";
    }
}
