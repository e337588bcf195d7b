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

    static CanonicalRows of(Scorecard scorecard) {
        return new CanonicalRows(
                scorecard.useCases().stream()
                        .map(card -> line(json -> useCase(json, card)))
                        .toList(),
                Column.Row.of(scorecard).stream()
                        .map(row -> line(json -> reading(json, row)))
                        .toList(),
                of(
                        scorecard,
                        card -> card.official().overall().stream().flatMap(finding -> finding.timeline().stream()),
                        CanonicalRows::close),
                of(scorecard, card -> card.trends().weeks().stream(), CanonicalRows::week),
                of(scorecard, card -> card.trends().curves().stream(), CanonicalRows::curve),
                of(scorecard, card -> card.official().checks().stream(), CanonicalRows::check),
                of(scorecard, card -> card.official().falseClaims().stream(), CanonicalRows::meter),
                of(scorecard, card -> card.official().restatements().stream(), CanonicalRows::restated),
                scorecard.unassignedQuarantine().stream()
                        .map(count -> line(json -> quarantine(json, count)))
                        .toList());
    }

    /** The decisions asked of the reader: not facts but a rule applied to them, so they are not hashed. */
    static List<String> requests(Scorecard scorecard) {
        return Request.of(scorecard).stream()
                .map(request -> "{ \"use_case\": " + quoted(request.useCase()) + ", \"arm\": " + quoted(request.arm())
                        + ", \"decision\": " + quoted(request.action().code()) + ", \"rule\": "
                        + quoted(request.rule()) + " }")
                .toList();
    }

    /** What writes the fields of one fact. */
    @FunctionalInterface
    private interface Fact<T> {
        void write(JsonGenerator json, T fact) throws IOException;
    }

    private static <T> List<String> of(Scorecard scorecard, Function<UseCaseCard, Stream<T>> facts, Fact<T> fields) {
        return scorecard.useCases().stream()
                .flatMap(card -> facts.apply(card)
                        .map(fact -> line(json -> {
                            json.writeStringField("use_case", card.useCase());
                            json.writeNumberField("plan_version", card.planVersion());
                            fields.write(json, fact);
                        })))
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

    private static void close(JsonGenerator json, Reading reading) throws IOException {
        Judgement.Close close = reading.judgement().close();
        Estimate relative = reading.relative();
        json.writeStringField("kpi", reading.kpi().name());
        json.writeStringField("arm", reading.candidate().arm());
        text(json, "cohort_date", close == null ? null : close.cohortDate().toString());
        number(json, "relative_value", relative == null ? null : relative.value());
        number(json, "relative_lower", relative == null ? null : relative.lower());
        number(json, "relative_upper", relative == null ? null : relative.upper());
        json.writeStringField("grade", reading.judgement().grade().name());
        json.writeStringField("verdict", reading.judgement().verdict().code());
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
