package dev.upshot.report.form;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.upshot.report.Audience;
import dev.upshot.report.Product;
import dev.upshot.report.chart.Typeface;
import dev.upshot.report.notation.When;
import dev.upshot.report.page.WebPages;
import dev.upshot.report.scorecard.Scorecard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The page as A4 sheets, from the same template. Nothing is fetched, whatever a label says: every address is refused
 * before it is resolved. Equal scorecards give equal bytes, for the time in the file is the scorecard's own.
 */
final class PdfPages {
    private static final String STYLE = Product.resource(PdfPages.class, "scorecard-a4.css");
    /** Stands where a producer puts the time of day; PDF readers look at the bytes alone. */
    private static final long DOCUMENT_ID = 1;

    static {
        // How hard the library packs, for the whole process, whatever it was: it knows no other way, and equal
        // scorecards
        // are equal bytes. A fifth of the time goes for a fifth more bytes.
        System.setProperty("org.apache.pdfbox.filter.deflatelevel", "1");
    }

    private PdfPages() {}

    static byte[] of(Scorecard scorecard, Audience audience) {
        String hash = scorecard.rowsHash();
        String foot =
                "@page { @bottom-left { font: 7.5pt \"IBM Plex Sans\"; color: #5b6673; white-space: nowrap; content: \"as of "
                        + When.of(scorecard.asOf()) + " \\00b7  rows "
                        + hash.substring(0, 16) + "\\2026  \\00b7  Upshot "
                        + Product.version().replaceAll("[^0-9A-Za-z.-]", "")
                        + "\" } }\n";
        return rendered(
                WebPages.alone(scorecard, audience, STYLE + foot),
                scorecard.asOf().orElse(Instant.EPOCH));
    }

    /** A well-formed page as a PDF that says it was made at this moment. */
    static byte[] rendered(String page, Instant moment) {
        XRLog.setLoggingEnabled(false);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        Typeface.into(builder);
        LastingPdf.into(builder);
        builder.withW3cDocument(parsed(page), null);
        builder.useUriResolver((base, address) -> null);
        builder.useExternalResourceAccessControl(
                (address, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (address, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.withProducer("Upshot");
        builder.useSVGDrawer(new ChartDrawer());
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            LastingPdf.madeAt(moment, renderer.getPdfDocument());
            return bytes(renderer.getPdfDocument());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        document.setDocumentId(DOCUMENT_ID);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    /** Well-formed XML, from which nothing is fetched. */
    static Document parsed(String page) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            return builder.parse(new InputSource(new StringReader(page)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("the page's template must stay well-formed XML", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
