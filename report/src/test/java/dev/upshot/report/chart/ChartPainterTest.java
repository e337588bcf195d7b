package dev.upshot.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Every kind of element that a chart has leaves its ink where the element says. */
class ChartPainterTest {
    private static final int WIDTH = 100;
    private static final int HEIGHT = 50;
    private static final String TRIANGLE = "M10.0 10.0 L90.0 10.0 L50.0 40.0 Z";

    @Test
    void linesAreWholeOrDashed() {
        BufferedImage whole = painted(chart().line(Tone.INK, "stroke-width=\"3\"", 10, 20, 90, 20));
        BufferedImage dashed =
                painted(chart().line(Tone.INK, "stroke-width=\"3\" stroke-dasharray=\"10 10\"", 10, 20, 90, 20));

        int all = inked(whole, 10, 17, 90, 23);
        assertThat(all).isPositive().isEqualTo(inked(whole, 0, 0, WIDTH, HEIGHT));
        assertThat(inked(dashed, 10, 17, 90, 23)).isBetween(all * 2 / 5, all * 3 / 5);
    }

    @Test
    void pathsAreDrawnShapesAreFilledAndAreasAreFaint() {
        assertThat(colour(painted(chart().path(Tone.INK, "", TRIANGLE)), 50, 20))
                .isEqualTo(Color.WHITE);
        assertThat(colour(painted(chart().shape(Tone.BETTER, TRIANGLE)), 50, 20))
                .isEqualTo(Color.decode(Tone.BETTER.light()));
        Color area = colour(painted(chart().area(Tone.BETTER, TRIANGLE)), 50, 20);
        assertThat(area.getRed()).isBetween(210, 225);
        assertThat(area.getGreen()).isBetween(225, 240);
    }

    @Test
    void aDotIsFilledAndHollowWhereNothingIsShown() {
        BufferedImage shown = painted(chart().dot(Tone.WORSE, 50, 25, 8));
        BufferedImage unclear = painted(chart().dot(Tone.UNCLEAR, 50, 25, 8));

        assertThat(colour(shown, 50, 25)).isEqualTo(Color.decode(Tone.WORSE.light()));
        assertThat(colour(unclear, 50, 25)).isEqualTo(Color.WHITE);
        assertThat(inked(unclear, 56, 23, 60, 27)).isPositive();
    }

    @Test
    void wordsStandAtTheirAnchorAndStrongOnesAreHeavier() {
        BufferedImage start = painted(chart().text(Tone.INK, "start", 50, 30, "HEHE"));
        BufferedImage middle = painted(chart().text(Tone.INK, "middle", 50, 30, "HEHE"));
        BufferedImage end = painted(chart().text(Tone.INK, "end", 50, 30, "HEHE"));
        BufferedImage strong = painted(chart().strong(Tone.INK, "start", 50, 30, "HEHE"));

        assertThat(inked(start, 0, 0, 50, HEIGHT)).isZero();
        assertThat(inked(end, 50, 0, WIDTH, HEIGHT)).isZero();
        assertThat(inked(middle, 0, 0, 50, HEIGHT)).isPositive();
        assertThat(inked(middle, 50, 0, WIDTH, HEIGHT)).isPositive();
        // Capitals of 12 units stand on their line and do not reach 12 above it.
        assertThat(inked(start, 0, 18, WIDTH, 31)).isEqualTo(inked(start, 0, 0, WIDTH, HEIGHT));
        assertThat(ink(strong)).isGreaterThan(ink(start));
    }

    private static Svg chart() {
        return new Svg("kind", WIDTH, HEIGHT);
    }

    /** On white, a dot to a unit of the chart. */
    private static BufferedImage painted(Svg chart) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D surface = image.createGraphics();
        surface.setBackground(Color.WHITE);
        surface.clearRect(0, 0, WIDTH, HEIGHT);
        Element svg = parsed(chart.element("id", "title"));
        surface.scale(WIDTH / (double) ChartPainter.width(svg), HEIGHT / (double) ChartPainter.height(svg));
        ChartPainter.paint(svg, surface);
        surface.dispose();
        return image;
    }

    private static Element parsed(String svg) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Color colour(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y));
    }

    /** Dots of a rectangle that are not white. */
    private static int inked(BufferedImage image, int left, int top, int right, int bottom) {
        int inked = 0;
        for (int x = left; x < right; x++) {
            for (int y = top; y < bottom; y++) {
                inked += colour(image, x, y).equals(Color.WHITE) ? 0 : 1;
            }
        }
        return inked;
    }

    /** How much darker than white paper it is, all dots together. */
    private static long ink(BufferedImage image) {
        long ink = 0;
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                ink += 255 - colour(image, x, y).getGreen();
            }
        }
        return ink;
    }
}
