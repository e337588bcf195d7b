package dev.upshot.report;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The forms of a scorecard: the same dataset, written differently. */
public enum Format {
    /** A self-contained page. */
    HTML,
    /** Tidy rows, one per reading. */
    CSV,
    /** Everything, with a published schema. */
    JSON;

    /** The name of the file this form is written to: {@code scorecard.html} and so on. */
    public String fileName() {
        return "scorecard." + name().toLowerCase(Locale.ROOT);
    }

    /** The scorecard's bytes in this form, text in UTF-8; the audience decides the words, never the numbers. */
    public byte[] bytes(Scorecard scorecard, Audience audience) {
        String text = switch (this) {
            case HTML -> HtmlPage.of(scorecard, audience);
            case CSV -> CsvRows.of(scorecard, audience);
            case JSON -> JsonDocument.of(scorecard, audience);
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
