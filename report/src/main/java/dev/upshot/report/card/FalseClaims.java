package dev.upshot.report.card;

/**
 * What is claimed where nothing differs: the baseline arm against itself, split by a hash of the unit.
 *
 * @param kpi the KPI
 * @param readings how often it was read
 * @param claims how often something was claimed
 */
public record FalseClaims(String kpi, long readings, long claims) {}
