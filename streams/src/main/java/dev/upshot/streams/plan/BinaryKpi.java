package dev.upshot.streams.plan;

import java.time.Duration;

/**
 * The share of decisions with a yes: a unit is 1 if any joined outcome has the value 1, else 0.
 *
 * @param name the KPI's name
 * @param outcome the outcome that is read; its values are 0 or 1
 * @param window how long after the decision an outcome still belongs to it, half-open
 * @param better the direction in which the KPI improves
 * @param missing what a decision without a joined outcome is worth
 */
public record BinaryKpi(String name, String outcome, Duration window, Better better, Missing missing) implements Kpi {
    /**
     * Checks the window.
     *
     * @throws IllegalArgumentException if the window is not positive
     */
    public BinaryKpi {
        Durations.checkWindow(window);
    }

    @Override
    public int scale() {
        return 0;
    }

    @Override
    public String unit() {
        return "share";
    }

    @Override
    public String type() {
        return "binary";
    }
}
