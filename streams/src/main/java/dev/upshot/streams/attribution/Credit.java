package dev.upshot.streams.attribution;

import java.util.List;

/**
 * Everything one journey contributes. The difference of two credits of one journey is what an event changed.
 *
 * @param units credited units, by id and start; each is there once
 * @param restatements what corrections changed, by cell, KPI and cause; each combination is there once
 * @param health how facts and joins add up, by day; each day is there once
 */
public record Credit(List<CreditedUnit> units, List<Restatement> restatements, List<HealthEntry> health) {
    /** The credit of nothing. */
    public static final Credit NONE = new Credit(List.of(), List.of(), List.of());
}
