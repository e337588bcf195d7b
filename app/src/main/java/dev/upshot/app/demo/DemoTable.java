package dev.upshot.app.demo;

import dev.upshot.app.simulate.Truth;
import dev.upshot.app.terminal.Table;
import dev.upshot.report.card.Reading;
import dev.upshot.report.card.UseCaseCard;
import dev.upshot.report.notation.Figures;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.stats.Estimate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, with what is true beside it. Lift and interval are told as the scorecard tells them, means shorter: shares
 * in per cent like their lift, spans in hours.
 */
public final class DemoTable {
    private DemoTable() {}

    /** The overall readings, a line each. */
    public static List<String> lines(Scorecard scorecard, Truth truth) {
        Table table = Table.of(
                "KPI", ">BASELINE", ">CANDIDATE", ">LIFT", "INTERVAL", ">TRUTH", "", "VERDICT", "GRADE", "WHY");
        for (UseCaseCard card : scorecard.useCases()) {
            for (Reading reading : card.readings()) {
                if (reading.segment().isOverall()) {
                    Double lift = truth.kpi(reading.kpi().name())
                            .arm(reading.candidate().arm())
                            .relative();
                    table.row(row(reading, lift));
                }
            }
        }
        return table.lines();
    }

    private static String[] row(Reading reading, @Nullable Double truth) {
        Estimate lift = reading.relative();
        Figures.Change told = Figures.of(reading).relative();
        String unit = reading.kpi().unit();
        return new String[] {
            reading.kpi().name(),
            mean(reading.baseline().mean(), unit),
            mean(reading.candidate().mean(), unit),
            told == null ? "-" : ascii(told.value()),
            told == null
                    ? String.valueOf(reading.reason())
                    : ascii(told.interval()) + " (" + level(reading.alpha()) + ")",
            truth == null ? "-" : percent(truth),
            lift == null || truth == null ? "" : lift.lower() <= truth && truth <= lift.upper() ? "inside" : "outside",
            reading.judgement().words(),
            reading.judgement().grade().name(),
            reading.judgement().why(),
        };
    }

    private static String mean(@Nullable Double mean, String unit) {
        if (mean == null) {
            return "-";
        }
        return switch (unit) {
            case "share" -> String.format(Locale.ROOT, "%.1f %%", mean * 100);
            case "s" -> String.format(Locale.ROOT, "%.1f h", mean / 3600);
            default -> String.format(Locale.ROOT, "%,.2f %s", mean, unit).stripTrailing();
        };
    }

    private static String ascii(String figure) {
        return figure.replace('\u2212', '-');
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", share * 100);
    }

    private static String level(double alpha) {
        return String.format(Locale.ROOT, "%.4g %%", (1 - alpha) * 100).replaceAll("\\.?0+ %", " %");
    }
}
