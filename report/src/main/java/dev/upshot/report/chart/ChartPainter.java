package dev.upshot.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.StringTokenizer;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Paints a chart on paper or on a picture: the few elements that {@link Svg} writes and no others, so that nothing is ever
 * fetched or run. A picture's letters are outlines of the typeface we carry, so it looks alike whatever fonts a machine
 * has; a surface that has the typeface itself takes the words as they are.
 */
public final class ChartPainter {
    private static final float MITER_LIMIT = 4;
    private static final int OPAQUE = 255;

    private final Graphics2D surface;

    private ChartPainter(Graphics2D surface) {
        this.surface = surface;
    }

    /** Paints a chart from the surface's origin, a CSS pixel as its unit. */
    public static void paint(Element svg, Graphics2D surface) {
        paintWithoutWords(svg, surface);
        for (Words words : Words.of(svg)) {
            surface.setPaint(words.colour());
            surface.fill(words.outline());
        }
    }

    /** Paints all of a chart but its {@linkplain Words#of words}. */
    public static void paintWithoutWords(Element svg, Graphics2D surface) {
        if (!isChart(svg)) {
            return;
        }
        surface.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        surface.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        AffineTransform before = surface.getTransform();
        surface.scale(pixelsPerUnit(svg), pixelsPerUnit(svg));
        ChartPainter painter = new ChartPainter(surface);
        for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                painter.paint(element);
            }
        }
        surface.setTransform(before);
    }

    /** Whether it is one of ours. */
    static boolean isChart(Element svg) {
        return svg.hasAttribute("viewBox");
    }

    /** CSS pixels to a unit of the chart, the same both ways but for the rounding of its size. */
    static double pixelsPerUnit(Element svg) {
        return width(svg) / Double.parseDouble(svg.getAttribute("viewBox").split(" ")[2]);
    }

    /** In CSS pixels. */
    public static int width(Element svg) {
        return Integer.parseInt(svg.getAttribute("width"));
    }

    /** In CSS pixels. */
    public static int height(Element svg) {
        return Integer.parseInt(svg.getAttribute("height"));
    }

    private void paint(Element element) {
        switch (element.getNodeName()) {
            case "line" ->
                draw(
                        element,
                        new Line2D.Double(at(element, "x1"), at(element, "y1"), at(element, "x2"), at(element, "y2")));
            case "path" -> draw(element, path(element.getAttribute("d")));
            case "circle" -> {
                double radius = at(element, "r");
                draw(
                        element,
                        new Ellipse2D.Double(
                                at(element, "cx") - radius, at(element, "cy") - radius, 2 * radius, 2 * radius));
            }
            default -> {
                // Words come last; a title is heard, not seen; and whatever else a page may hold is none of ours.
            }
        }
    }

    private void draw(Element element, Shape shape) {
        String fill = element.getAttribute("fill");
        if (!fill.isEmpty() && !fill.equals("none")) {
            surface.setPaint(translucent(Color.decode(fill), number(element, "fill-opacity", 1)));
            surface.fill(shape);
        }
        String stroke = element.getAttribute("stroke");
        if (!stroke.isEmpty()) {
            surface.setPaint(Color.decode(stroke));
            surface.setStroke(stroke(element));
            surface.draw(shape);
        }
    }

    private static Color translucent(Color colour, double opacity) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(opacity * OPAQUE));
    }

    private static BasicStroke stroke(Element element) {
        String dashes = element.getAttribute("stroke-dasharray");
        boolean round = element.getAttribute("stroke-linejoin").equals("round");
        return new BasicStroke(
                (float) number(element, "stroke-width", 1),
                element.getAttribute("stroke-linecap").equals("round") ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT,
                round ? BasicStroke.JOIN_ROUND : BasicStroke.JOIN_MITER,
                MITER_LIMIT,
                dashes.isEmpty() ? null : lengths(dashes),
                0);
    }

    private static float[] lengths(String dashes) {
        String[] words = dashes.split(" ");
        float[] lengths = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            lengths[i] = Float.parseFloat(words[i]);
        }
        return lengths;
    }

    /** Straight lines between points: each pair of coordinates has its command before it. */
    private static Path2D path(String data) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        StringTokenizer words = new StringTokenizer(data, " ");
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            switch (word.charAt(0)) {
                case 'M' -> path.moveTo(after(word), Double.parseDouble(words.nextToken()));
                case 'L' -> path.lineTo(after(word), Double.parseDouble(words.nextToken()));
                case 'Z' -> path.closePath();
                default -> throw new IllegalStateException("no way to paint " + word + " in a chart's path");
            }
        }
        return path;
    }

    private static double after(String command) {
        return Double.parseDouble(command.substring(1));
    }

    /** A number that an element has. */
    static double at(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static double number(Element element, String attribute, double otherwise) {
        return element.hasAttribute(attribute) ? at(element, attribute) : otherwise;
    }
}
