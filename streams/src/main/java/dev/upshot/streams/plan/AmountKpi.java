package dev.upshot.streams.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The mean amount per decision: a unit is the sum of the joined outcomes' values, clamped to [−cap, cap].
 *
 * @param name the KPI's name
 * @param outcome the outcome that is read
 * @param join how outcomes find their decisions
 * @param window how long after the decision an outcome still belongs to it, half-open
 * @param better the direction in which the KPI improves
 * @param missing what a decision without a joined outcome is worth
 * @param scale decimal places of the values, from 0 to 9; a value with more is refused, never rounded
 * @param cap bound on a unit's magnitude as fixed-point integer (value × 10<sup>scale</sup>), positive; null: none
 * @param currency what the events' {@code unit} must be; null: events must have none
 */
public record AmountKpi(
        String name,
        String outcome,
        JoinRule join,
        Duration window,
        Better better,
        Missing missing,
        int scale,
        @Nullable Long cap,
        @Nullable String currency)
        implements Kpi {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the window or the cap is not positive, the cap has more than 15 digits, or the scale is not in
     *     [0, 9]
     */
    public AmountKpi {
        Durations.checkWindow(window);
        FixedPointRange.check(scale, cap);
    }

    @Override
    public String unit() {
        return currency == null ? "" : currency;
    }

    @Override
    public String type() {
        return "amount";
    }
}
