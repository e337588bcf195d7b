package dev.upshot.report;

import dev.upshot.stats.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The relative readings of one use case on one shared axis, as inline SVG: a line for the interval, a mark for the
 * estimate, an arrowhead where an interval leaves the plot. Readings without a relative interval are not drawn. No
 * style attribute and no script, so that the page's policy can forbid both.
 */
final class ForestPlot {
    private static final int WIDTH = 360;
    private static final int MARGIN = 14;
    private static final int ROW = 44;
    private static final int AXIS = 26;
    private static final int LONGEST_LABEL = 30;

    private final List<Reading> readings;
    private final Axis axis;
    private final StringBuilder svg = new StringBuilder();

    private ForestPlot(List<Reading> readings) {
        this.readings = readings;
        this.axis = Axis.around(readings.stream()
                .flatMap(reading -> Stream.ofNullable(reading.relative()))
                .toList());
    }

    /** The plot; empty if no reading has a relative interval. The id must be unique within the page. */
    static String of(List<Reading> readings, String id) {
        List<Reading> drawn =
                readings.stream().filter(reading -> reading.relative() != null).toList();
        return drawn.isEmpty() ? "" : new ForestPlot(drawn).draw(id);
    }

    private String draw(String id) {
        int height = readings.size() * ROW + AXIS;
        svg.append("<svg class=\"forest\" viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\" aria-labelledby=\""
                + id + "-title\" xmlns=\"http://www.w3.org/2000/svg\">");
        svg.append("<title id=\"" + id + "-title\">Relative change of each KPI with its interval, on one axis; the"
                + " same numbers are in the table that follows</title>");
        grid(height - AXIS);
        for (int i = 0; i < readings.size(); i++) {
            row(readings.get(i), i * ROW);
        }
        return svg.append("</svg>").toString();
    }

    private void grid(int bottom) {
        for (BigDecimal tick : axis.ticks()) {
            String x = x(tick.doubleValue());
            String kind = tick.signum() == 0 ? "zero" : "tick";
            svg.append(
                    "<line class=\"" + kind + "\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"0\" y2=\"" + bottom + "\"/>");
            text("axis", x, bottom + 16, "middle", Decimals.signed(tick.doubleValue() * 100, axis.places()) + " %");
        }
    }

    private void row(Reading reading, int top) {
        Estimate change = reading.relative();
        Figures.Change words = Figures.of(reading).relative();
        if (change == null || words == null) {
            return;
        }
        int y = top + 30;
        String mark = reading.indication().code();
        svg.append("<g class=\"" + mark + "\">");
        text("label", MARGIN + "", top + 16, "start", label(reading));
        text("value", WIDTH - MARGIN + "", top + 16, "end", words.value());
        svg.append("<line class=\"interval\" x1=\"" + x(change.lower()) + "\" x2=\"" + x(change.upper()) + "\" y1=\""
                + y + "\" y2=\"" + y + "\"/>");
        if (change.lower() < axis.lower()) {
            arrow(x(axis.lower()), y, -5);
        }
        if (change.upper() > axis.upper()) {
            arrow(x(axis.upper()), y, 5);
        }
        svg.append("<circle class=\"estimate\" cx=\"" + x(change.value()) + "\" cy=\"" + y + "\" r=\"4.5\"/></g>");
    }

    private void arrow(String x, int y, int reach) {
        svg.append("<path class=\"beyond\" transform=\"translate(" + x + " " + y + ")\" d=\"M0 -4 L" + reach
                + " 0 L0 4 Z\"/>");
    }

    private void text(String kind, String x, int y, String anchor, String words) {
        svg.append("<text class=\"" + kind + "\" x=\"" + x + "\" y=\"" + y + "\" text-anchor=\"" + anchor + "\">"
                + escaped(words) + "</text>");
    }

    private String label(Reading reading) {
        boolean severalArms = readings.stream()
                        .map(other -> other.candidate().arm())
                        .distinct()
                        .count()
                > 1;
        String name = Label.clean(reading.kpi().name()
                + (severalArms ? " \u00b7 " + reading.candidate().arm() : ""));
        return name.codePointCount(0, name.length()) <= LONGEST_LABEL
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "\u2026";
    }

    private String x(double value) {
        double inside = Math.max(axis.lower(), Math.min(axis.upper(), value));
        double share = (inside - axis.lower()) / (axis.upper() - axis.lower());
        return new BigDecimal(MARGIN + share * (WIDTH - 2 * MARGIN))
                .setScale(1, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
