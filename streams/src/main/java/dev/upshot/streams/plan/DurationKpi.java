package dev.upshot.streams.plan;

import java.time.Duration;

/**
 * The mean time to an outcome, of closed decisions only: a unit is the time from the start to the earliest joined outcome, in milliseconds.
 *
 * @param name the KPI's name
 * @param outcome the outcome that ends the duration
 * @param start where the duration starts
 * @param window how long after the decision (not the start) an outcome still belongs to it, half-open
 * @param better the direction in which the KPI improves
 */
public record DurationKpi(String name, String outcome, StartsAt start, Duration window, Better better) implements Kpi {
    /**
     * Checks the window.
     *
     * @throws IllegalArgumentException if the window is not positive
     */
    public DurationKpi {
        Durations.checkWindow(window);
    }

    /** A decision that is not closed has no duration yet. */
    @Override
    public Missing missing() {
        return Missing.EXCLUDE;
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
