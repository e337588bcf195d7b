package dev.upshot.report;

import java.time.LocalDate;

/**
 * Final numbers that a correction would have changed, by cause.
 *
 * @param kpi the KPI; empty where the correction is of a decision
 * @param cause what came after the day was final
 * @param units units concerned
 * @param lastCohortDate the latest cohort day concerned
 */
public record Restated(String kpi, String cause, long units, LocalDate lastCohortDate) {}
