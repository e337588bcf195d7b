package dev.upshot.streams.attribution;

import java.math.BigInteger;
import java.util.List;

/**
 * What corrections of one kind changed in one KPI of one cell, as far as one journey goes.
 *
 * @param arm the cell's arm
 * @param segments the cell's segment values, in the plan's order
 * @param cohortDay the cell's UTC day, days since the epoch
 * @param kpi index of the KPI in the plan, or {@link #NO_KPI}
 * @param cause what kind of correction
 * @param units how many units it changed, from 1
 * @param change what it added to the sum of the KPI's values, fixed-point
 */
public record Restatement(
        String arm, List<String> segments, int cohortDay, int kpi, Cause cause, int units, BigInteger change)
        implements Comparable<Restatement> {

    /** Stands for no KPI: the cause is {@link Cause#OVERTURNED}. */
    public static final int NO_KPI = -1;

    /** The order of a credit: by cell, KPI and cause; each combination is there once. */
    @Override
    public int compareTo(Restatement other) {
        int order = Integer.compare(cohortDay, other.cohortDay);
        order = order != 0 ? order : arm.compareTo(other.arm);
        for (int i = 0; order == 0 && i < segments.size(); i++) {
            order = segments.get(i).compareTo(other.segments.get(i));
        }
        order = order != 0 ? order : Integer.compare(kpi, other.kpi);
        return order != 0 ? order : cause.compareTo(other.cause);
    }
}
