package dev.upshot.report.form;

import dev.upshot.report.chart.ChartPainter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;

/** A chart as PNG, for forms that take no SVG: on white, two dots to a CSS pixel. */
final class Picture {
    private static final int DOTS_PER_PIXEL = 2;

    private Picture() {}

    static byte[] png(String chart) {
        Element svg = PdfPages.parsed(chart).getDocumentElement();
        BufferedImage image = new BufferedImage(
                DOTS_PER_PIXEL * ChartPainter.width(svg),
                DOTS_PER_PIXEL * ChartPainter.height(svg),
                BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D surface = image.createGraphics();
        surface.setBackground(Color.WHITE);
        surface.clearRect(0, 0, image.getWidth(), image.getHeight());
        surface.scale(DOTS_PER_PIXEL, DOTS_PER_PIXEL);
        ChartPainter.paint(svg, surface);
        surface.dispose();
        // In memory: ImageIO by itself goes by way of a file.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
