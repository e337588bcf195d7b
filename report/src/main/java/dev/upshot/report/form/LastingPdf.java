package dev.upshot.report.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * What makes a PDF one that can be kept and opened in many years: PDF/A-2 of level U (ISO 19005-2), with fonts, colours and
 * metadata in the file and every letter known as a character.
 */
final class LastingPdf {
    private static final Pattern CREATED = Pattern.compile("<xmp:CreateDate>[^<]*</xmp:CreateDate>");

    private LastingPdf() {}

    /** Has a renderer keep to the standard. */
    static void into(PdfRendererBuilder builder) {
        builder.usePdfAConformance(PdfAConformance.PDFA_2_U);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    }

    /** Has a document say twice, as it must, that it was made at this moment; the renderer says its own time of day. */
    static void madeAt(Instant moment, PDDocument document) throws IOException {
        Calendar calendar = GregorianCalendar.from(moment.atZone(ZoneOffset.UTC));
        calendar.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        document.getDocumentInformation().setCreationDate(calendar);
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String said = new String(metadata.toByteArray(), UTF_8);
        metadata.importXMPMetadata(CREATED.matcher(said)
                .replaceFirst("<xmp:CreateDate>" + moment.truncatedTo(ChronoUnit.SECONDS) + "</xmp:CreateDate>")
                .getBytes(UTF_8));
    }
}
