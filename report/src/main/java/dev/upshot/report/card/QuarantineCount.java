package dev.upshot.report.card;

/**
 * Records that could not be used, by reason.
 *
 * @param reason the reason's code
 * @param records how many
 */
public record QuarantineCount(String reason, long records) {}
