package dev.upshot.report.card;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * One KPI as its plan defines it.
 *
 * @param name its name, unique within the plan
 * @param type what its values are
 * @param unit unit of its mean: {@code share}, {@code s}, a currency code, or empty
 * @param better the wanted direction
 * @param scale decimal places of the values it was measured in
 * @param window how long after the decision an outcome still counts
 * @param skipsMissing whether decisions without an outcome are left out of the mean (otherwise they count as zero)
 * @param parts of a net value, what it is made of, in the plan's order; empty for other types
 */
public record Kpi(
        String name,
        KpiType type,
        String unit,
        Better better,
        int scale,
        Duration window,
        boolean skipsMissing,
        List<Part> parts) {

    /**
     * A part of a net value.
     *
     * @param kpi name of the KPI
     * @param price what 1 of it is worth, in the unit of the whole; not zero
     */
    public record Part(String kpi, BigDecimal price) {}

    /** Copies the list. */
    public Kpi {
        parts = List.copyOf(parts);
    }

    /** Whether this is a net value that counts a change of the other for the worse as one of its own. */
    public boolean counts(Kpi other) {
        return parts.stream()
                .filter(part -> part.kpi().equals(other.name()))
                .anyMatch(part -> part.price().signum() > 0 == (other.better() == better));
    }

    /** Of a net value, what it is made of, as a reader wants to see it; empty for other types. */
    public String formula() {
        return NetFormula.of(parts);
    }
}
