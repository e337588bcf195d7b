package dev.upshot.report.form;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxFastOutputDevice;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import dev.upshot.report.chart.ChartPainter;
import dev.upshot.report.chart.Typeface;
import dev.upshot.report.chart.Words;
import java.io.File;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Puts charts on the sheets of a PDF. Their words are text of the document, in the typeface it carries anyhow: a reader
 * finds and copies them.
 */
final class ChartDrawer implements SVGDrawer {
    @Override
    public SVGImage buildSVGImage(
            Element svg, Box box, CssContext context, double width, double height, double dotsPerPixel) {
        return new Chart(svg, dotsPerPixel);
    }

    private record Chart(Element svg, double dotsPerPixel) implements SVGImage {
        @Override
        public int getIntrinsicWidth() {
            return (int) (ChartPainter.width(svg) * dotsPerPixel);
        }

        @Override
        public int getIntrinsicHeight() {
            return (int) (ChartPainter.height(svg) * dotsPerPixel);
        }

        @Override
        public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
            device.drawWithGraphics(
                    (float) x,
                    (float) y,
                    ChartPainter.width(svg),
                    ChartPainter.height(svg),
                    surface -> ChartPainter.paintWithoutWords(svg, surface));
            // The renderer's fast output, which we ask for by not asking for another.
            PdfBoxFastOutputDevice sheet = (PdfBoxFastOutputDevice) device;
            for (Words words : Words.of(svg)) {
                write(words, sheet, context, x, y);
            }
        }

        private void write(
                Words words, PdfBoxFastOutputDevice sheet, RenderingContext context, double left, double top) {
            FontSpecification font = Typeface.font(words.strong(), words.size() * dotsPerPixel);
            // Both: the one chooses the file, by the other the renderer sees that it is as heavy as asked for.
            sheet.setFont(context.getFont(font));
            sheet.setFontSpecification(font);
            sheet.setColor(new FSRGBColor(
                    words.colour().getRed(),
                    words.colour().getGreen(),
                    words.colour().getBlue()));
            sheet.drawString(
                    words.text(),
                    (float) (left + words.x() * dotsPerPixel),
                    (float) (top + words.y() * dotsPerPixel),
                    null);
        }
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {}

    @Override
    public void addFontFile(File file, String family, Integer weight, FontStyle style) {}

    @Override
    public void close() {}
}
