package dev.upshot.report;

import java.time.Duration;

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
 * @param formula of a net value, what it is made of; empty for other types
 */
public record Kpi(
        String name,
        KpiType type,
        String unit,
        Better better,
        int scale,
        Duration window,
        boolean skipsMissing,
        String formula) {}
