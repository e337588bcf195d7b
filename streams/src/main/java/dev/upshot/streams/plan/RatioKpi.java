package dev.upshot.streams.plan;

import java.time.Duration;

/**
 * The ratio of two KPIs' sums over the units that count in both, as in cost per good outcome.
 *
 * @param name the KPI's name
 * @param numerator what is divided
 * @param denominator what it is divided by
 * @param better the direction in which the KPI improves
 */
public record RatioKpi(String name, Kpi numerator, Kpi denominator, Better better) implements Kpi {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a part is a duration or a ratio itself
     */
    public RatioKpi {
        if (!canBePart(numerator) || !canBePart(denominator)) {
            throw new IllegalArgumentException("a ratio is of KPIs of type binary, amount, count or value");
        }
    }

    /** Whether a KPI can be numerator or denominator. */
    static boolean canBePart(Kpi kpi) {
        return !(kpi instanceof DurationKpi || kpi instanceof RatioKpi);
    }

    @Override
    public String outcome() {
        return "";
    }

    /** The longer one of the parts' windows: then both are final. */
    @Override
    public Duration window() {
        return numerator.window().compareTo(denominator.window()) >= 0 ? numerator.window() : denominator.window();
    }

    @Override
    public Missing missing() {
        return Missing.EXCLUDE;
    }

    @Override
    public int scale() {
        return 0;
    }

    /** The numerator's currency where the denominator has none. */
    @Override
    public String unit() {
        String currency = numerator.currency();
        return currency == null || denominator.currency() != null ? "" : currency;
    }

    @Override
    public String type() {
        return "ratio";
    }
}
