package dev.upshot.streams.plan;

import java.time.Duration;
import java.util.Locale;

/**
 * The share of decisions with a yes.
 *
 * @param name the KPI's name
 * @param outcome the outcome that is read; its values are 0 or 1
 * @param join how outcomes find their decisions; one that gives all to a single decision, for a yes cannot be divided
 * @param rule which of several outcomes decides
 * @param window how long after the decision an outcome still belongs to it, half-open
 * @param better the direction in which the KPI improves
 * @param missing what a decision without a joined outcome is worth
 */
public record BinaryKpi(
        String name, String outcome, JoinRule join, Rule rule, Duration window, Better better, Missing missing)
        implements Kpi {
    /** Which of several outcomes of a decision decides. */
    public enum Rule {
        /** Yes if any outcome is 1. */
        ANY,
        /** Yes if every outcome is 1 and there is one. */
        ALL,
        /** As the last outcome in event time says. */
        LAST;

        /**
         * The name in a plan.
         *
         * @return lower case
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks window and join.
     *
     * @throws IllegalArgumentException if the window is not positive or the join divides values
     */
    public BinaryKpi {
        Durations.checkWindow(window);
        if (join.divides()) {
            throw new IllegalArgumentException("a yes cannot be divided: " + join);
        }
    }

    @Override
    public boolean isUncapped() {
        return false;
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
