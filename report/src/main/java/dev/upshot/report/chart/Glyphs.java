package dev.upshot.report.chart;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The letters of a weight of our typeface as outlines, each read once from its file. Safe for many threads. */
final class Glyphs {
    /** For most words. */
    static final Glyphs REGULAR = new Glyphs("Regular");
    /** For words that stand out. */
    static final Glyphs SEMI_BOLD = new Glyphs("SemiBold");

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final int unitsPerEm;
    private final Map<Integer, Glyph> known = new ConcurrentHashMap<>();

    private Glyphs(String weight) {
        try (InputStream file = Typeface.file(weight)) {
            font = new TTFParser().parse(new RandomAccessReadBuffer(file));
            characters = font.getUnicodeCmapLookup();
            unitsPerEm = font.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In units of the font, on the line from the origin. */
    private record Glyph(Shape outline, int advance) {}

    /** How wide words of this size are, in the unit of the size. */
    double width(String words, double size) {
        return words.codePoints().map(point -> glyph(point).advance()).sum() * size / unitsPerEm;
    }

    /** Words of this size whose first letter begins at a point of the line that they stand on; y goes down. */
    Shape outline(String words, double size, double x, double y) {
        Path2D.Double outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double scale = size / unitsPerEm;
        double left = x;
        for (int point : words.codePoints().toArray()) {
            Glyph glyph = glyph(point);
            outline.append(glyph.outline().getPathIterator(new AffineTransform(scale, 0, 0, -scale, left, y)), false);
            left += glyph.advance() * scale;
        }
        return outline;
    }

    private Glyph glyph(int point) {
        return known.computeIfAbsent(characters.getGlyphId(point), this::read);
    }

    private Glyph read(int id) {
        try {
            // The font reads its file as it goes.
            synchronized (font) {
                GlyphData data = font.getGlyph().getGlyph(id);
                return new Glyph(data == null ? new Path2D.Double() : data.getPath(), font.getAdvanceWidth(id));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
