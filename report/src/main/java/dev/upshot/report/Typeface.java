package dev.upshot.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The typeface of what is printed, IBM Plex Sans (SIL Open Font License 1.1): carried along, so that a page looks alike
 * wherever it is made.
 */
final class Typeface {
    /** Its name in style sheets and charts. */
    static final String FAMILY = "IBM Plex Sans";

    private static final Set<FSFontUseCase> USES = EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG);
    private static final int REGULAR = 400;
    private static final int SEMI_BOLD = 600;
    private static final int BOLD = 700;

    private Typeface() {}

    /** Gives the typeface to a renderer. */
    static void into(PdfRendererBuilder renderer) {
        renderer.useFont(() -> file("Regular"), FAMILY, REGULAR, FontStyle.NORMAL, true, USES);
        renderer.useFont(() -> file("SemiBold"), FAMILY, SEMI_BOLD, FontStyle.NORMAL, true, USES);
        renderer.useFont(() -> file("SemiBold"), FAMILY, BOLD, FontStyle.NORMAL, true, USES);
    }

    private static InputStream file(String weight) {
        String name = "fonts/IBMPlexSans-" + weight + ".ttf";
        return Objects.requireNonNull(
                Typeface.class.getResourceAsStream(name),
                () -> name + " is missing from the report module: build it again");
    }
}
