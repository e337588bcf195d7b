package dev.upshot.report.card;

import org.jspecify.annotations.Nullable;

/**
 * One arm's side of a reading.
 *
 * @param arm the arm
 * @param units units that count in the mean
 * @param mean mean in the KPI's unit; null without units
 */
public record ArmMean(String arm, long units, @Nullable Double mean) {}
