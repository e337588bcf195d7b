package dev.upshot.report.card;

import java.time.LocalDate;

/**
 * The UTC days whose decisions are in a reading.
 *
 * @param first the first day with a unit
 * @param last the last day with a unit
 * @param count days with at least one unit
 */
public record CohortDays(LocalDate first, LocalDate last, int count) {}
