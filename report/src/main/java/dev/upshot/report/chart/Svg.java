package dev.upshot.report.chart;

/**
 * A chart as one SVG element, the same for page, PDF and picture. Colours are presentation attributes, for white paper,
 * which any style sheet overrides by class, for the dark page; no style attribute and no script, so that the page's
 * policy can forbid both. Coordinates have one decimal place.
 */
final class Svg {
    /** How large a unit is printed, in CSS pixels: two charts stand beside each other on A4. */
    private static final double PRINTED = 0.88;

    private final StringBuilder body = new StringBuilder();
    private final String kind;
    private final int width;
    private final int height;

    /**
     * An empty chart.
     *
     * @param kind its class
     * @param width in its own units; text is 12 of them high
     * @param height likewise
     */
    Svg(String kind, int width, int height) {
        this.kind = kind;
        this.width = width;
        this.height = height;
    }

    /** A straight line. */
    Svg line(Tone tone, String stroke, double x1, double y1, double x2, double y2) {
        body.append("<line ").append(drawn(tone, stroke));
        body.append(" x1=\"" + at(x1) + "\" y1=\"" + at(y1) + "\" x2=\"" + at(x2) + "\" y2=\"" + at(y2) + "\"/>");
        return this;
    }

    /** An open path, its points as path data. */
    Svg path(Tone tone, String stroke, String data) {
        body.append("<path ").append(drawn(tone, stroke)).append(" fill=\"none\" d=\"" + data + "\"/>");
        return this;
    }

    /** A filled area, so faint that a line over it is seen. */
    Svg area(Tone tone, String data) {
        body.append("<path class=\"f-" + tone.code() + "\" fill=\"" + tone.light() + "\" fill-opacity=\"0.16\" d=\""
                + data + "\"/>");
        return this;
    }

    /** A filled shape. */
    Svg shape(Tone tone, String data) {
        body.append("<path class=\"f-" + tone.code() + "\" fill=\"" + tone.light() + "\" d=\"" + data + "\"/>");
        return this;
    }

    /** A dot: filled, or hollow where nothing is shown. */
    Svg dot(Tone tone, double x, double y, double radius) {
        Tone fill = tone == Tone.UNCLEAR ? Tone.PAPER : tone;
        body.append("<circle class=\"s-" + tone.code() + " f-" + fill.code() + "\" stroke=\"" + tone.light()
                + "\" fill=\""
                + fill.light() + "\" stroke-width=\"2\" cx=\"" + at(x) + "\" cy=\"" + at(y) + "\" r=\"" + at(radius)
                + "\"/>");
        return this;
    }

    /** Words; the anchor is start, middle or end. */
    Svg text(Tone tone, String anchor, double x, double y, String words) {
        return text(tone, anchor, x, y, "", words);
    }

    /** Words in bold. */
    Svg strong(Tone tone, String anchor, double x, double y, String words) {
        return text(tone, anchor, x, y, " font-weight=\"700\"", words);
    }

    private Svg text(Tone tone, String anchor, double x, double y, String look, String words) {
        body.append("<text class=\"f-" + tone.code() + "\" fill=\"" + tone.light() + "\"" + look + " x=\"" + at(x)
                + "\" y=\"" + at(y) + "\" text-anchor=\"" + anchor + "\">" + escaped(words) + "</text>");
        return this;
    }

    /**
     * The element.
     *
     * @param id unique within the page
     * @param title what it shows, for those who do not see it
     */
    String element(String id, String title) {
        return "<svg class=\"chart " + kind + "\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " "
                + height + "\" width=\"" + Math.round(width * PRINTED) + "\" height=\"" + Math.round(height * PRINTED)
                + "\" role=\"img\" aria-labelledby=\"" + id + "-title\" font-family=\"" + Typeface.FAMILY
                + "\" font-size=\"12\"><title id=\"" + id + "-title\">" + escaped(title) + "</title>" + body + "</svg>";
    }

    /** A coordinate. */
    static String at(double value) {
        long tenths = Math.round(value * 10);
        return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
    }

    private static String drawn(Tone tone, String stroke) {
        return "class=\"s-" + tone.code() + "\" stroke=\"" + tone.light() + "\" " + stroke;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
