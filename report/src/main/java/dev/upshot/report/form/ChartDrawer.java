package dev.upshot.report.form;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import dev.upshot.report.chart.ChartPainter;
import java.io.File;
import java.util.List;
import org.w3c.dom.Element;

/** Puts charts on the sheets of a PDF. Fonts that a page or its renderer name have no part in it. */
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
                    surface -> ChartPainter.paint(svg, surface));
        }
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {}

    @Override
    public void addFontFile(File file, String family, Integer weight, FontStyle style) {}

    @Override
    public void close() {}
}
