package dev.upshot.report.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.report.Audience;
import dev.upshot.report.scorecard.Scorecards;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

/**
 * The printed pages look as they did when somebody looked at them, in grey as a printer of the office shows them. With
 * {@code -Dupshot.golden=write} the pictures are written anew, to be looked at before they are committed.
 */
class PdfGoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "dev", "upshot", "report", "form", "pages");
    private static final float DOTS_PER_INCH = 50;
    /** Letters are smoothed differently from one runtime to the next. */
    private static final int NOTICEABLE = 64;

    private static final double TOLERATED_SHARE = 0.003;

    @Test
    void everyPageLooksAsItDid() throws IOException {
        try (PDDocument document = Loader.loadPDF(Format.PDF.bytes(Scorecards.claims(), Audience.BOARD))) {
            PDFRenderer renderer = new PDFRenderer(document);
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage shown = renderer.renderImageWithDPI(page, DOTS_PER_INCH, ImageType.GRAY);
                Path golden = GOLDEN.resolve("claims-" + (page + 1) + ".png");
                if ("write".equals(System.getProperty("upshot.golden"))) {
                    Files.createDirectories(GOLDEN);
                    ImageIO.write(shown, "png", golden.toFile());
                }
                assertThat(golden).as("page %d", page + 1).exists();
                assertThat(shareThatDiffers(ImageIO.read(golden.toFile()), shown))
                        .as("share of page %d that differs", page + 1)
                        .isLessThan(TOLERATED_SHARE);
            }
            assertThat(GOLDEN.resolve("claims-" + (document.getNumberOfPages() + 1) + ".png"))
                    .doesNotExist();
        }
    }

    private static double shareThatDiffers(BufferedImage golden, BufferedImage shown) {
        assertThat(shown.getWidth()).isEqualTo(golden.getWidth());
        assertThat(shown.getHeight()).isEqualTo(golden.getHeight());
        int differ = 0;
        for (int x = 0; x < shown.getWidth(); x++) {
            for (int y = 0; y < shown.getHeight(); y++) {
                int was = golden.getRaster().getSample(x, y, 0);
                int is = shown.getRaster().getSample(x, y, 0);
                differ += Math.abs(was - is) > NOTICEABLE ? 1 : 0;
            }
        }
        return differ / (double) (shown.getWidth() * shown.getHeight());
    }
}
