package dev.upshot.report.card;

import java.time.LocalDate;

/**
 * What corrections changed since the first report, by cause.
 *
 * @param kpi the KPI; empty where the correction is of a decision
 * @param cause amended, cancelled, superseded or overturned
 * @param units units concerned
 * @param lastCohortDate the latest cohort day concerned
 */
public record Restated(String kpi, String cause, long units, LocalDate lastCohortDate) {}
