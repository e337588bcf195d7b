package dev.upshot.streams.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The mean number of outcomes per decision; their values are not looked at.
 *
 * @param name the KPI's name
 * @param outcome the outcome that is counted
 * @param join how outcomes find their decisions; one that divides gives parts of an outcome, to six decimal places
 * @param window how long after the decision an outcome still belongs to it, half-open
 * @param better the direction in which the KPI improves
 * @param missing what a decision without an outcome is worth
 * @param cap bound on a unit's number as fixed-point integer (number × 10<sup>scale</sup>), positive; null: none
 */
public record CountKpi(
        String name,
        String outcome,
        JoinRule join,
        Duration window,
        Better better,
        Missing missing,
        @Nullable Long cap) implements Kpi {
    private static final int SCALE_OF_PARTS = 6;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the window or the cap is not positive or the cap has more than 15 digits
     */
    public CountKpi {
        Durations.checkWindow(window);
        FixedPointRange.check(0, cap);
    }

    /**
     * Decimal places of a number of outcomes under a join.
     *
     * @param join how outcomes find their decisions
     * @return 0, unless outcomes are divided
     */
    public static int scale(JoinRule join) {
        return join.divides() ? SCALE_OF_PARTS : 0;
    }

    @Override
    public int scale() {
        return scale(join);
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public String type() {
        return "count";
    }
}
