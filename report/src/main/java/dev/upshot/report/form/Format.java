package dev.upshot.report.form;

import dev.upshot.report.Audience;
import dev.upshot.report.page.WebPages;
import dev.upshot.report.scorecard.Scorecard;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The forms of a scorecard: the same dataset, written differently. */
public enum Format {
    /** A self-contained page. */
    HTML("text/html; charset=utf-8"),
    /** The same page on A4. */
    PDF("application/pdf"),
    /** A workbook, a sheet a topic. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** Tidy rows, one per reading. */
    CSV("text/csv; charset=utf-8"),
    /** Everything, with a published schema. */
    JSON("application/json");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What it is called in HTTP, with the encoding where it is text. */
    public String mediaType() {
        return mediaType;
    }

    /** The name of the file this form is written to: {@code scorecard.html} and so on. */
    public String fileName() {
        return "scorecard." + name().toLowerCase(Locale.ROOT);
    }

    /** The scorecard's bytes in this form, text in UTF-8; the audience decides the words, never the numbers. */
    public byte[] bytes(Scorecard scorecard, Audience audience) {
        return switch (this) {
            case HTML -> utf8(WebPages.alone(scorecard, audience));
            case PDF -> PdfPages.of(scorecard, audience);
            case XLSX -> XlsxBook.of(scorecard, audience);
            case CSV -> utf8(CsvRows.of(scorecard, audience));
            case JSON -> JsonDocument.of(scorecard, audience);
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
