package dev.upshot.report.card;

import java.util.List;

/**
 * How a use case went along.
 *
 * @param weeks one per arm and week, by week and then in the order of the arms; whole weeks only
 * @param curves how long cases take, one per duration KPI and arm
 */
public record Trends(List<Week> weeks, List<TimeCurve> curves) {
    /** Nothing is known. */
    public static final Trends NONE = new Trends(List.of(), List.of());

    /** Copies the lists. */
    public Trends {
        weeks = List.copyOf(weeks);
        curves = List.copyOf(curves);
    }

    /** The weeks of one arm, oldest first. */
    public List<Week> weeksOf(String arm) {
        return weeks.stream().filter(week -> week.arm().equals(arm)).toList();
    }
}
