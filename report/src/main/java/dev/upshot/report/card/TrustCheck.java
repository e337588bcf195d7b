package dev.upshot.report.card;

import org.jspecify.annotations.Nullable;

/**
 * Whether the data look like the experiment that was planned.
 *
 * @param arm the arm
 * @param kpi the KPI; empty where the check is of none
 * @param name the check
 * @param state passed, failed, not_yet, noted or not_applicable
 * @param pValue its p-value; null without one
 */
public record TrustCheck(
        String arm,
        String kpi,
        String name,
        String state,
        @Nullable Double pValue) {}
