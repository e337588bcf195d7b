package dev.upshot.report.chart;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * The typeface of what is printed, IBM Plex Sans (SIL Open Font License 1.1): carried along, so that a page looks alike
 * wherever it is made.
 */
public final class Typeface {
    /** Its name in style sheets and charts. */
    static final String FAMILY = "IBM Plex Sans";

    private static final Set<FSFontUseCase> USES = EnumSet.of(FSFontUseCase.DOCUMENT);
    private static final int REGULAR = 400;
    private static final int SEMI_BOLD = 600;

    /** Where things are in a font file: Microsoft, OpenType specification, table directory. */
    private static final int TABLE_COUNT = 4;

    private static final int FIRST_TABLE = 12;
    private static final int TABLE_ENTRY = 16;
    private static final int SUBSTITUTIONS = 'G' << 24 | 'S' << 16 | 'U' << 8 | 'B';
    private static final int UNKNOWN_TABLE = SUBSTITUTIONS + 1;

    private Typeface() {}

    /** Gives the typeface to a renderer; what its pages have in bold is of weight 600. */
    public static void into(PdfRendererBuilder renderer) {
        renderer.useFont(() -> file("Regular"), FAMILY, REGULAR, FontStyle.NORMAL, true, USES);
        renderer.useFont(() -> file("SemiBold"), FAMILY, SEMI_BOLD, FontStyle.NORMAL, true, USES);
    }

    /** How a renderer that has the typeface is asked for a weight of it, of a size in its own dots. */
    public static FontSpecification font(boolean strong, double size) {
        FontSpecification font = new FontSpecification();
        font.families = new String[] {FAMILY};
        font.fontWeight = strong ? IdentValue.FONT_WEIGHT_600 : IdentValue.FONT_WEIGHT_400;
        font.fontStyle = IdentValue.NORMAL;
        font.variant = IdentValue.NORMAL;
        font.size = (float) size;
        return font;
    }

    /** The file of a weight, Regular or SemiBold, with a letter for each character. */
    static InputStream file(String weight) {
        String name = "fonts/IBMPlexSans-" + weight + ".ttf";
        try (InputStream file = Objects.requireNonNull(
                Typeface.class.getResourceAsStream(name),
                () -> name + " is missing from the report module: build it again")) {
            return new ByteArrayInputStream(withoutLigatures(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Hides the table of glyph substitutions: the renderer would compile it into regular expressions for every few words,
     * a fifth of the time a PDF takes, to join f and i.
     */
    private static byte[] withoutLigatures(byte[] file) {
        ByteBuffer font = ByteBuffer.wrap(file);
        int tables = font.getShort(TABLE_COUNT);
        for (int table = 0; table < tables; table++) {
            int tag = FIRST_TABLE + table * TABLE_ENTRY;
            if (font.getInt(tag) == SUBSTITUTIONS) {
                font.putInt(tag, UNKNOWN_TABLE);
            }
        }
        return file;
    }
}
