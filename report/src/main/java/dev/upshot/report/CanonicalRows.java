package dev.upshot.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.upshot.stats.Estimate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scorecard's facts as lines of compact JSON, without the words made of them: what its hash is taken over. Doubles
 * are written as the shortest decimal that reads back to the same bits, by Jackson and not by the JDK, whose answer
 * changed with version 19.
 *
 * @param useCases one line per use case
 * @param readings one line per reading
 * @param timelines one line per official reading over all decisions
 * @param weeks one line per arm and week
 * @param timeCurves one line per duration KPI and arm
 * @param trustChecks one line per check
 * @param falsePositiveMeters one line per KPI
 * @param restatements one line per KPI and cause
 * @param unassignedQuarantine one line per reason
 */
record CanonicalRows(
        List<String> useCases,
        List<String> readings,
        List<String> timelines,
        List<String> weeks,
        List<String> timeCurves,
        List<String> trustChecks,
        List<String> falsePositiveMeters,
        List<String> restatements,
        List<String> unassignedQuarantine) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** Those of each use case. */
    static List<CanonicalRows> byUseCase(Scorecard scorecard) {
        return scorecard.useCases().stream().map(CanonicalRows::of).toList();
    }

    /** Those of all use cases together, and of what was refused before its use case was known. */
    static CanonicalRows of(List<CanonicalRows> useCases, List<QuarantineCount> unassigned) {
        return new CanonicalRows(
                all(useCases, CanonicalRows::useCases),
                all(useCases, CanonicalRows::readings),
                all(useCases, CanonicalRows::timelines),
                all(useCases, CanonicalRows::weeks),
                all(useCases, CanonicalRows::timeCurves),
                all(useCases, CanonicalRows::trustChecks),
                all(useCases, CanonicalRows::falsePositiveMeters),
                all(useCases, CanonicalRows::restatements),
                unassigned.stream()
                        .map(count -> line(json -> quarantine(json, count)))
                        .toList());
    }

    private static List<String> all(List<CanonicalRows> useCases, Function<CanonicalRows, List<String>> lines) {
        return useCases.stream().map(lines).flatMap(List::stream).toList();
    }

    private static CanonicalRows of(UseCaseCard card) {
        Official official = card.official();
        return new CanonicalRows(
                List.of(line(json -> useCase(json, card))),
                Column.Row.of(card).map(row -> line(json -> reading(json, row))).toList(),
                official.overall().stream()
                        .flatMap(finding ->
                                lines(card, finding.timeline().stream(), (json, look) -> look(json, finding, look))
                                        .stream())
                        .toList(),
                lines(card, card.trends().weeks().stream(), CanonicalRows::week),
                lines(card, card.trends().curves().stream(), CanonicalRows::curve),
                lines(card, official.checks().stream(), CanonicalRows::check),
                lines(card, official.falseClaims().stream(), CanonicalRows::meter),
                lines(card, official.restatements().stream(), CanonicalRows::restated),
                List.of());
    }

    /** What writes the fields of one fact. */
    @FunctionalInterface
    private interface Fact<T> {
        void write(JsonGenerator json, T fact) throws IOException;
    }

    private static <T> List<String> lines(UseCaseCard card, Stream<T> facts, Fact<T> fields) {
        return facts.map(fact -> line(json -> {
                    json.writeStringField("use_case", card.useCase());
                    json.writeNumberField("plan_version", card.planVersion());
                    fields.write(json, fact);
                }))
                .toList();
    }

    /** SHA-256 (hex) over all lines in order, each ended by a line feed. */
    String hash() {
        MessageDigest digest = sha256();
        Stream.of(
                        useCases,
                        readings,
                        timelines,
                        weeks,
                        timeCurves,
                        trustChecks,
                        falsePositiveMeters,
                        restatements,
                        unassignedQuarantine)
                .flatMap(List::stream)
                .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What writes the fields of one line. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** Text as a JSON string. */
    static String quoted(String text) {
        return written(json -> json.writeString(text));
    }

    private static String line(Fields fields) {
        return written(json -> {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        });
    }

    private static String written(Fields value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            value.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void useCase(JsonGenerator json, UseCaseCard card) throws IOException {
        json.writeStringField("use_case", card.useCase());
        json.writeNumberField("plan_version", card.planVersion());
        json.writeArrayFieldStart("other_plan_versions");
        for (int version : card.otherVersions()) {
            json.writeNumber(version);
        }
        json.writeEndArray();
        json.writeStringField("plan_sha256", card.planHash());
        json.writeStringField("design", card.design());
        json.writeStringField("unit_of_analysis", card.unit());
        text(json, "as_of", card.asOf() == null ? null : card.asOf().toString());
        LookBack lookBack = card.official().lookBack();
        if (lookBack != null) {
            json.writeStringField("look_back", lookBack.sentence());
        }
        json.writeArrayFieldStart("arms");
        for (ArmCount arm : card.arms()) {
            json.writeStartObject();
            json.writeStringField("arm", arm.arm());
            json.writeNumberField("decisions", arm.decisions());
            json.writeNumberField("reviewed", arm.reviewed());
            json.writeNumberField("overturned", arm.overturned());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("quarantined");
        for (QuarantineCount count : card.quarantine()) {
            json.writeStartObject();
            quarantine(json, count);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void reading(JsonGenerator json, Column.Row row) throws IOException {
        for (Column column : Column.ALL) {
            if (column instanceof Column.Text text) {
                text(json, text.name(), text.value().apply(row));
            } else if (column instanceof Column.Count count) {
                number(json, count.name(), count.value().apply(row));
            } else if (column instanceof Column.Real real) {
                number(json, real.name(), real.value().apply(row));
            }
        }
    }

    private static void look(JsonGenerator json, Finding finding, Look look) throws IOException {
        Estimate change = look.change();
        json.writeStringField("kpi", finding.reading().kpi().name());
        json.writeStringField("arm", finding.reading().candidate().arm());
        text(json, "cohort_date", look.cohortDate().toString());
        number(json, "relative_value", change == null ? null : change.value());
        number(json, "relative_lower", change == null ? null : change.lower());
        number(json, "relative_upper", change == null ? null : change.upper());
        json.writeStringField("grade", look.grade().name());
        json.writeStringField("verdict", look.verdict().code());
    }

    private static void week(JsonGenerator json, Week week) throws IOException {
        json.writeStringField("week_date", week.monday().toString());
        json.writeStringField("arm", week.arm());
        json.writeNumberField("decisions", week.decisions());
        json.writeNumberField("all_decisions", week.allDecisions());
        json.writeNumberField("reviewed", week.reviewed());
        json.writeNumberField("overturned", week.overturned());
    }

    private static void curve(JsonGenerator json, TimeCurve curve) throws IOException {
        json.writeStringField("kpi", curve.kpi());
        json.writeStringField("arm", curve.arm());
        json.writeNumberField("cases", curve.cases());
        json.writeArrayFieldStart("ended_by_age_ms");
        for (TimeCurve.Step step : curve.steps()) {
            json.writeStartArray();
            json.writeNumber(step.age().toMillis());
            json.writeNumber(step.ended());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void check(JsonGenerator json, TrustCheck check) throws IOException {
        json.writeStringField("arm", check.arm());
        json.writeStringField("kpi", check.kpi());
        json.writeStringField("check", check.name());
        json.writeStringField("state", check.state());
        number(json, "p_value", check.pValue());
    }

    private static void meter(JsonGenerator json, FalseClaims meter) throws IOException {
        json.writeStringField("kpi", meter.kpi());
        json.writeNumberField("readings", meter.readings());
        json.writeNumberField("claims", meter.claims());
    }

    private static void restated(JsonGenerator json, Restated restated) throws IOException {
        json.writeStringField("kpi", restated.kpi());
        json.writeStringField("cause", restated.cause());
        json.writeNumberField("units", restated.units());
        json.writeStringField("last_cohort_date", restated.lastCohortDate().toString());
    }

    private static void quarantine(JsonGenerator json, QuarantineCount count) throws IOException {
        json.writeStringField("reason", count.reason());
        json.writeNumberField("records", count.records());
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
