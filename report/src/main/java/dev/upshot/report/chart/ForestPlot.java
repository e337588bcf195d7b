package dev.upshot.report.chart;

import dev.upshot.report.Label;
import dev.upshot.report.card.Judgement;
import dev.upshot.report.card.Reading;
import dev.upshot.report.notation.Figures;
import dev.upshot.stats.Estimate;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The relative readings of one use case on one shared axis: a line for the interval, a mark for the estimate, an
 * arrowhead where an interval leaves the plot, the verdict as sign and word. Readings without a relative interval are
 * not drawn.
 */
public final class ForestPlot {
    private static final int WIDTH = 360;
    private static final int MARGIN = 14;
    private static final int ROW = 50;
    private static final int AXIS = 26;
    private static final int LONGEST_LABEL = 28;

    private final List<Reading> readings;
    private final Axis axis;
    private final Svg svg;

    private ForestPlot(List<Reading> readings) {
        this.readings = readings;
        this.axis = Axis.around(readings.stream()
                .flatMap(reading -> Stream.ofNullable(reading.relative()))
                .toList());
        this.svg = new Svg("forest", WIDTH, readings.size() * ROW + AXIS);
    }

    /** The plot; empty if no reading has a relative interval. The id must be unique within the page. */
    public static String of(List<Reading> readings, String id) {
        List<Reading> drawn =
                readings.stream().filter(reading -> reading.relative() != null).toList();
        return drawn.isEmpty() ? "" : new ForestPlot(drawn).draw(id);
    }

    private String draw(String id) {
        grid(readings.size() * ROW);
        for (int i = 0; i < readings.size(); i++) {
            row(readings.get(i), i * ROW);
        }
        return svg.element(
                id,
                "Relative change of each KPI with its interval, on one axis; the same numbers are in the table that"
                        + " follows");
    }

    private void grid(int bottom) {
        for (BigDecimal tick : axis.ticks()) {
            double x = x(tick.doubleValue());
            boolean zero = tick.signum() == 0;
            svg.line(zero ? Tone.QUIET : Tone.RULE, zero ? "stroke-dasharray=\"3 3\"" : "", x, 0, x, bottom);
            svg.text(Tone.QUIET, "middle", x, bottom + 16, axis.label(tick));
        }
    }

    private void row(Reading reading, int top) {
        Estimate change = reading.relative();
        Figures.Change words = Figures.of(reading).relative();
        if (change == null || words == null) {
            return;
        }
        double y = top + 35;
        Judgement judgement = reading.judgement();
        Tone tone = Tone.of(judgement.verdict());
        svg.shape(Tone.PAPER, box(MARGIN - 2, top + 6, WIDTH - MARGIN + 2, top + 23));
        svg.text(Tone.INK, "start", MARGIN, top + 19, label(reading));
        svg.strong(tone, "end", WIDTH - MARGIN, top + 19, words.value() + " " + judgement.shortWords());
        svg.line(tone, "stroke-width=\"3\" stroke-linecap=\"round\"", x(change.lower()), y, x(change.upper()), y);
        if (change.lower() < axis.lower()) {
            svg.shape(tone, arrow(x(axis.lower()), y, -6));
        }
        if (change.upper() > axis.upper()) {
            svg.shape(tone, arrow(x(axis.upper()), y, 6));
        }
        svg.dot(tone, x(change.value()), y, 4.5);
    }

    private static String box(double left, double top, double right, double bottom) {
        return "M" + Svg.at(left) + " " + Svg.at(top) + " L" + Svg.at(right) + " " + Svg.at(top) + " L" + Svg.at(right)
                + " " + Svg.at(bottom) + " L" + Svg.at(left) + " " + Svg.at(bottom) + " Z";
    }

    private static String arrow(double x, double y, int reach) {
        return "M" + Svg.at(x) + " " + Svg.at(y - 5) + " L" + Svg.at(x + reach) + " " + Svg.at(y) + " L" + Svg.at(x)
                + " " + Svg.at(y + 5) + " Z";
    }

    private String label(Reading reading) {
        boolean severalArms = readings.stream()
                        .map(other -> other.candidate().arm())
                        .distinct()
                        .count()
                > 1;
        return Label.shortened(
                reading.kpi().name()
                        + (severalArms ? " \u00b7 " + reading.candidate().arm() : ""),
                LONGEST_LABEL);
    }

    private double x(double value) {
        return MARGIN + axis.share(value) * (WIDTH - 2 * MARGIN);
    }
}
