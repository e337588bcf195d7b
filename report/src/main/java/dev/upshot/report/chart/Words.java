package dev.upshot.report.chart;

import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Words of a chart and where they stand. Lengths are CSS pixels from the chart's upper left corner.
 *
 * @param text in one line
 * @param strong whether in bold
 * @param size of the type
 * @param x where the first letter begins
 * @param y of the line that the letters stand on
 * @param colour for white paper
 */
public record Words(String text, boolean strong, double size, double x, double y, Color colour) {
    /** The words of a chart, in the order in which it has them; none if it is not one of ours. */
    public static List<Words> of(Element svg) {
        List<Words> all = new ArrayList<>();
        if (ChartPainter.isChart(svg)) {
            for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element element && element.getNodeName().equals("text")) {
                    all.add(of(element, ChartPainter.pixelsPerUnit(svg), ChartPainter.at(svg, "font-size")));
                }
            }
        }
        return all;
    }

    private static Words of(Element element, double pixelsPerUnit, double size) {
        boolean strong = element.hasAttribute("font-weight");
        String text = element.getTextContent();
        double left = switch (element.getAttribute("text-anchor")) {
            case "middle" -> glyphs(strong).width(text, size) / 2;
            case "end" -> glyphs(strong).width(text, size);
            default -> 0;
        };
        return new Words(
                text,
                strong,
                size * pixelsPerUnit,
                (ChartPainter.at(element, "x") - left) * pixelsPerUnit,
                ChartPainter.at(element, "y") * pixelsPerUnit,
                Color.decode(element.getAttribute("fill")));
    }

    /** The letters as one shape. */
    Shape outline() {
        return glyphs(strong).outline(text, size, x, y);
    }

    private static Glyphs glyphs(boolean strong) {
        return strong ? Glyphs.SEMI_BOLD : Glyphs.REGULAR;
    }
}
