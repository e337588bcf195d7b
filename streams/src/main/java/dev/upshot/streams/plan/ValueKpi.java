package dev.upshot.streams.plan;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The mean of a quantity that the decision itself carries. A decision without it does not count.
 *
 * @param name the KPI's name
 * @param quantity which of the decision's quantities
 * @param covariate name of the covariate, empty for the other quantities
 * @param window how long after a subject's first decision further decisions add to its value, half-open; one millisecond where it does
 *     not matter
 * @param better the direction in which the KPI improves
 * @param scale decimal places of the values, from 0 to 9; a cost with more is refused, scores and covariates are rounded
 * @param cap bound on a unit's magnitude as fixed-point integer (value × 10<sup>scale</sup>), positive; null: none
 * @param currency what the cost's currency must be; null for the other quantities
 */
public record ValueKpi(
        String name,
        Quantity quantity,
        String covariate,
        Duration window,
        Better better,
        int scale,
        @Nullable Long cap,
        @Nullable String currency)
        implements Kpi {
    /** What a decision carries. */
    public enum Quantity {
        /** The model's score. */
        SCORE,
        /** What the decision cost. */
        COST,
        /** A covariate. */
        COVARIATE;

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
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the window or the cap is not positive, the cap has more than 15 digits, the scale is not in
     *     [0, 9], a covariate is named where none is read or the other way round, or likewise a currency and a cost
     */
    public ValueKpi {
        Durations.checkWindow(window);
        FixedPointRange.check(scale, cap);
        if ((quantity == Quantity.COVARIATE) == covariate.isEmpty()) {
            throw new IllegalArgumentException("a covariate is named if and only if one is read: " + quantity);
        }
        if ((quantity == Quantity.COST) != (currency != null)) {
            throw new IllegalArgumentException("a currency is named if and only if a cost is read: " + quantity);
        }
    }

    @Override
    public String outcome() {
        return "";
    }

    @Override
    public Missing missing() {
        return Missing.EXCLUDE;
    }

    @Override
    public String unit() {
        return currency == null ? "" : currency;
    }

    @Override
    public String type() {
        return "value";
    }
}
