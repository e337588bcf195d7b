package dev.upshot.stats.grade;

/** Which direction of a KPI is an improvement. */
public enum Better {
    /** More is better. */
    HIGHER,
    /** Less is better. */
    LOWER
}
