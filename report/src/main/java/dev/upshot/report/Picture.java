package dev.upshot.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Charts as PNG, for forms that take no SVG. Drawn by way of a PDF page: letters are outlines of the typeface we
 * carry, so that a picture does not depend on the fonts of the machine.
 */
final class Picture {
    private static final float DOTS_PER_INCH = 192;
    private static final int FOOT = 16;
    /** Margins and a line below the tallest chart, in CSS pixels. */
    private static final int ROOM = 40;

    private static final Pattern HEIGHT = Pattern.compile(" height=\"([0-9]+)\"");

    private Picture() {}

    /** The pictures of charts: a page each of one document, so that the typeface is read once. */
    static List<byte[]> pngs(List<String> svgs) {
        if (svgs.isEmpty()) {
            return List.of();
        }
        StringBuilder page = new StringBuilder("<html><head><style>@page { size: 92mm " + (tallest(svgs) + ROOM)
                + "px; margin: 2mm } body { margin: 0 } div + div { page-break-before: always }</style></head><body>");
        svgs.forEach(svg -> page.append("<div>").append(svg).append("</div>"));
        page.append("</body></html>");
        List<byte[]> pictures = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(PdfPages.rendered(page.toString(), Instant.EPOCH))) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int chart = 0; chart < svgs.size(); chart++) {
                BufferedImage image = trimmed(renderer.renderImageWithDPI(chart, DOTS_PER_INCH, ImageType.RGB));
                pictures.add(png(image));
            }
            return pictures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In memory: ImageIO by itself goes by way of a file. */
    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    private static int tallest(List<String> svgs) {
        return svgs.stream()
                .map(HEIGHT::matcher)
                .filter(Matcher::find)
                .mapToInt(height -> Integer.parseInt(height.group(1)))
                .max()
                .orElseThrow();
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
