package dev.upshot.app.verify;

/**
 * One place where the reporting database does not hold what the events say.
 *
 * @param what the kind of row: cell, KPI cell, lift, quarantine, journey or conservation
 * @param key which row; never holds a subject id
 * @param field which field of it; {@code row} where the whole row is missing or unexpected
 * @param expected the recomputed value as text; empty for null
 * @param found the value in the reporting database as text; empty for null
 */
public record Difference(String what, String key, String field, String expected, String found) {}
