package dev.upshot.streams.plan;

import java.util.List;

/**
 * The ratio of two KPIs' sums over the units that count in both, as in cost per good outcome.
 *
 * @param name the KPI's name
 * @param numerator what is divided
 * @param denominator what it is divided by
 * @param better the direction in which the KPI improves
 */
public record RatioKpi(String name, Kpi numerator, Kpi denominator, Better better) implements ComposedKpi {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a part is a duration or made of parts itself
     */
    public RatioKpi {
        if (!numerator.canBePart() || !denominator.canBePart()) {
            throw new IllegalArgumentException("a ratio is of KPIs of type binary, amount, count or value");
        }
    }

    @Override
    public List<Kpi> parts() {
        return List.of(numerator, denominator);
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
