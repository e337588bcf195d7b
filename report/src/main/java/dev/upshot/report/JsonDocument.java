package dev.upshot.report;

import java.time.Instant;
import java.util.List;

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

    static String of(Scorecard scorecard, Audience audience) {
        List<CanonicalRows> byUseCase = CanonicalRows.byUseCase(scorecard);
        CanonicalRows rows = CanonicalRows.of(byUseCase, scorecard.unassignedQuarantine());
        return "{\n"
                + field("format", CanonicalRows.quoted(FORMAT))
                + field("product_version", CanonicalRows.quoted(Product.version()))
                + field("rows_sha256", CanonicalRows.quoted(scorecard.rowsHash(byUseCase)))
                + field(
                        "as_of",
                        scorecard
                                .asOf()
                                .map(Instant::toString)
                                .map(CanonicalRows::quoted)
                                .orElse("null"))
                + field("maturity", CanonicalRows.quoted(scorecard.maturity()))
                + field("maturity_statement", CanonicalRows.quoted(Scorecard.MATURITY_STATEMENT))
                + field("use_cases", array(rows.useCases()))
                + field("readings", array(rows.readings()))
                + field("timelines", array(rows.timelines()))
                + field("weeks", array(rows.weeks()))
                + field("time_curves", array(rows.timeCurves()))
                + field("trust_checks", array(rows.trustChecks()))
                + field("false_positive_meters", array(rows.falsePositiveMeters()))
                + field("restatements", array(rows.restatements()))
                + field("unassigned_quarantine", array(rows.unassignedQuarantine()))
                + field("audience", CanonicalRows.quoted(audience.code()))
                + field("claims", array(claims(scorecard, audience)))
                + field("decisions_requested", array(requests(scorecard)))
                + "\"sentences\": " + array(sentences(scorecard, audience)) + "\n}\n";
    }

    private static String field(String name, String value) {
        return "\"" + name + "\": " + value + ",\n";
    }

    private static String array(List<String> lines) {
        return lines.isEmpty() ? "[]" : "[\n" + String.join(",\n", lines) + "\n]";
    }

    /** The decisions asked of the reader: not facts but a rule applied to them, so they are not hashed. */
    private static List<String> requests(Scorecard scorecard) {
        return Request.of(scorecard).stream()
                .map(request -> "{ \"use_case\": " + CanonicalRows.quoted(request.useCase()) + ", \"arm\": "
                        + CanonicalRows.quoted(request.arm())
                        + ", \"decision\": "
                        + CanonicalRows.quoted(request.action().code()) + ", \"rule\": "
                        + CanonicalRows.quoted(request.rule()) + " }")
                .toList();
    }

    private static List<String> claims(Scorecard scorecard, Audience audience) {
        return Claims.of(scorecard).stream()
                .map(claim -> CanonicalRows.quoted(claim.sentence(audience)))
                .toList();
    }

    private static List<String> sentences(Scorecard scorecard, Audience audience) {
        return Column.Row.of(scorecard).stream()
                .map(row -> CanonicalRows.quoted(row.sentence(audience)))
                .toList();
    }
}
