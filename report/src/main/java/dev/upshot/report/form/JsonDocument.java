package dev.upshot.report.form;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.upshot.report.Audience;
import dev.upshot.report.Product;
import dev.upshot.report.scorecard.CanonicalRows;
import dev.upshot.report.scorecard.Column;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.report.sentence.Claims;
import dev.upshot.report.sentence.Request;
import dev.upshot.report.sentence.Sentence;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The scorecard as JSON, described by {@code scorecard.schema.json} beside this class. Every hashed row stands on a
 * line of its own and no other line begins with a brace and a quote, so a reader can check the hash:
 *
 * <pre>grep '^&#123;"' scorecard.json | sed 's/,$//' | sha256sum</pre>
 *
 * <p>The i-th sentence tells the i-th reading.
 */
final class JsonDocument {
    static final String FORMAT = "upshot-scorecard/1";

    private JsonDocument() {}

    /** In UTF-8. */
    static byte[] of(Scorecard scorecard, Audience audience) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        append(
                json,
                "{\n"
                        + field("format", quoted(FORMAT))
                        + field("product_version", quoted(Product.version()))
                        + field("rows_sha256", quoted(scorecard.rowsHash()))
                        + field(
                                "as_of",
                                scorecard
                                        .asOf()
                                        .map(Instant::toString)
                                        .map(JsonDocument::quoted)
                                        .orElse("null"))
                        + field("maturity", quoted(scorecard.maturity()))
                        + field("maturity_statement", quoted(Scorecard.MATURITY_STATEMENT)));
        for (CanonicalRows.Topic topic : CanonicalRows.Topic.values()) {
            array(
                    json,
                    topic.name().toLowerCase(Locale.ROOT),
                    scorecard.canonicalRows().stream()
                            .map(card -> card.of(topic))
                            .toList());
        }
        array(json, "unassigned_quarantine", List.of(CanonicalRows.of(scorecard.unassignedQuarantine())));
        append(
                json,
                field("audience", quoted(audience.code()))
                        + field("claims", array(claims(scorecard, audience)))
                        + field("decisions_requested", array(requests(scorecard)))
                        + "\"sentences\": " + array(sentences(scorecard, audience)) + "\n}\n");
        return json.toByteArray();
    }

    /** An array of lines each of which a line feed ends: a comma follows every line but the last. */
    private static void array(ByteArrayOutputStream json, String name, List<byte[]> rows) {
        append(json, "\"" + name + "\": [");
        boolean first = true;
        for (byte[] lines : rows) {
            int begin = 0;
            for (int end = 0; end < lines.length; end++) {
                if (lines[end] == '\n') {
                    append(json, first ? "\n" : ",\n");
                    json.write(lines, begin, end - begin);
                    begin = end + 1;
                    first = false;
                }
            }
        }
        append(json, first ? "],\n" : "\n],\n");
    }

    private static void append(ByteArrayOutputStream json, String text) {
        json.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String field(String name, String value) {
        return "\"" + name + "\": " + value + ",\n";
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static String array(List<String> lines) {
        return lines.isEmpty() ? "[]" : "[\n" + String.join(",\n", lines) + "\n]";
    }

    /** The decisions asked of the reader: not facts but a rule applied to them, so they are not hashed. */
    private static List<String> requests(Scorecard scorecard) {
        return Request.of(scorecard).stream()
                .map(request -> "{ \"use_case\": " + quoted(request.useCase()) + ", \"arm\": "
                        + quoted(request.arm())
                        + ", \"decision\": "
                        + quoted(request.action().code()) + ", \"rule\": "
                        + quoted(request.rule()) + " }")
                .toList();
    }

    private static List<String> claims(Scorecard scorecard, Audience audience) {
        return Claims.of(scorecard).stream()
                .map(claim -> quoted(claim.sentence(audience)))
                .toList();
    }

    private static List<String> sentences(Scorecard scorecard, Audience audience) {
        return Column.Row.of(scorecard).stream()
                .map(row -> quoted(Sentence.of(row.reading(), audience)))
                .toList();
    }
}
