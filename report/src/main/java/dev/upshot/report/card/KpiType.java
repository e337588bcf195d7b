package dev.upshot.report.card;

import dev.upshot.report.ReportException;
import java.util.Locale;

/** What a KPI's values are; decides how they are written. */
public enum KpiType {
    /** Share of units with a positive outcome, 0 to 1. */
    BINARY,
    /** A sum per unit, in a currency or without unit. */
    AMOUNT,
    /** How many events per unit. */
    COUNT,
    /** A measured value per unit. */
    VALUE,
    /** One KPI's sum over another's. */
    RATIO,
    /** What a unit is worth in money: other KPIs, each times its price. */
    NET,
    /** Seconds from a decision to its outcome, over closed decisions only. */
    DURATION;

    /** The name used in plans, tables and exports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of a code in the reporting database.
     *
     * @throws ReportException if this version knows none of this code
     */
    public static KpiType of(String code) {
        for (KpiType type : values()) {
            if (type.code().equals(code)) {
                return type;
            }
        }
        throw ReportException.unknown("KPI type", code);
    }
}
