package dev.upshot.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * A chart as PNG, for forms that take no SVG. Drawn by way of a PDF page: its letters are outlines of the typeface we
 * carry, so that the picture does not depend on the fonts of the machine.
 */
final class Picture {
    private static final float DOTS_PER_INCH = 192;
    private static final int FOOT = 16;

    private Picture() {}

    static byte[] png(String svg) {
        String page =
                "<html><head><style>@page { size: 92mm 160mm; margin: 2mm } body { margin: 0 }</style></head><body>"
                        + svg + "</body></html>";
        try (PDDocument document = Loader.loadPDF(PdfPages.rendered(page, Instant.EPOCH))) {
            BufferedImage image =
                    trimmed(new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH, ImageType.RGB));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the white paper far below the chart. */
    private static BufferedImage trimmed(BufferedImage page) {
        int bottom = page.getHeight();
        while (bottom > 1 && isWhite(page, bottom - 1)) {
            bottom--;
        }
        return page.getSubimage(0, 0, page.getWidth(), Math.min(page.getHeight(), bottom + FOOT));
    }

    private static boolean isWhite(BufferedImage page, int row) {
        for (int x = 0; x < page.getWidth(); x++) {
            if ((page.getRGB(x, row) & 0xFFFFFF) != 0xFFFFFF) {
                return false;
            }
        }
        return true;
    }
}
