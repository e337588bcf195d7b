package dev.upshot.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.upshot.stats.Estimate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A card's facts as lines of compact JSON, without the words made of them: what hashes are taken over. Doubles are written
 * as the shortest decimal that reads back to the same bits, by Jackson and not by the JDK, whose answer changed with
 * version 19.
 *
 * @param byTopic the lines of each topic in UTF-8; a line feed ends each, and stands nowhere else
 */
record CanonicalRows(Map<Topic, byte[]> byTopic) {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** What there are lines of, in the order in which they are hashed. */
    enum Topic {
        /** One line. */
        USE_CASES,
        /** One line per reading. */
        READINGS,
        /** One line per official reading over all decisions. */
        TIMELINES,
        /** One line per arm and week. */
        WEEKS,
        /** One line per duration KPI and arm. */
        TIME_CURVES,
        /** One line per check. */
        TRUST_CHECKS,
        /** One line per KPI. */
        FALSE_POSITIVE_METERS,
        /** One line per KPI and cause. */
        RESTATEMENTS
    }

    /** What writes a fact, as a value, its fields or its lines. */
    @FunctionalInterface
    private interface Fact<T> {
        void write(JsonGenerator json, T fact) throws IOException;
    }

    static CanonicalRows of(UseCaseCard card) {
        Map<Topic, byte[]> byTopic = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            byTopic.put(topic, written(card, (json, of) -> lines(json, topic, of)));
        }
        return new CanonicalRows(byTopic);
    }

    /** The lines of what was refused before its use case was known, one per reason. */
    static byte[] of(List<QuarantineCount> unassigned) {
        return written(unassigned, (lines, counts) -> {
            for (QuarantineCount count : counts) {
                line(lines, count, CanonicalRows::quarantine);
            }
        });
    }

    /** The lines of a topic. */
    byte[] of(Topic topic) {
        return Objects.requireNonNull(byTopic.get(topic));
    }

    /** SHA-256 (hex) over all lines, topic by topic. */
    String hash() {
        return hash(List.of(this), new byte[0]);
    }

    /** SHA-256 (hex) over all lines: of each topic those of all cards, then the others. */
    static String hash(List<CanonicalRows> cards, byte[] others) {
        MessageDigest digest = sha256();
        for (Topic topic : Topic.values()) {
            cards.forEach(card -> digest.update(card.of(topic)));
        }
        digest.update(others);
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Text as a JSON string. */
    static String quoted(String text) {
        return new String(written(text, JsonGenerator::writeString), StandardCharsets.UTF_8);
    }

    private static <T> byte[] written(T fact, Fact<T> how) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            how.write(json, fact);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void lines(JsonGenerator json, Topic topic, UseCaseCard card) throws IOException {
        Official official = card.official();
        Trends trends = card.trends();
        switch (topic) {
            case USE_CASES -> line(json, card, CanonicalRows::useCase);
            case READINGS -> readings(json, card);
            case TIMELINES -> looks(json, card);
            case WEEKS -> ofCard(json, card, trends.weeks(), CanonicalRows::week);
            case TIME_CURVES -> ofCard(json, card, trends.curves(), CanonicalRows::curve);
            case TRUST_CHECKS -> ofCard(json, card, official.checks(), CanonicalRows::check);
            case FALSE_POSITIVE_METERS -> ofCard(json, card, official.falseClaims(), CanonicalRows::meter);
            case RESTATEMENTS -> ofCard(json, card, official.restatements(), CanonicalRows::restated);
        }
    }

    private static <T> void line(JsonGenerator json, T fact, Fact<T> fields) throws IOException {
        json.writeStartObject();
        fields.write(json, fact);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** A line for each fact, each with its use case and plan version. */
    private static <T> void ofCard(JsonGenerator json, UseCaseCard card, List<T> facts, Fact<T> fields)
            throws IOException {
        for (T one : facts) {
            line(json, one, (line, fact) -> {
                line.writeStringField("use_case", card.useCase());
                line.writeNumberField("plan_version", card.planVersion());
                fields.write(line, fact);
            });
        }
    }

    private static void readings(JsonGenerator json, UseCaseCard card) throws IOException {
        for (Column.Row row : Column.Row.of(card).toList()) {
            line(json, row, CanonicalRows::reading);
        }
    }

    private static void looks(JsonGenerator json, UseCaseCard card) throws IOException {
        for (Finding finding : card.official().overall()) {
            ofCard(json, card, finding.timeline(), (line, look) -> look(line, finding, look));
        }
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
        json.writeArrayFieldStart("net_values");
        for (Kpi kpi : card.netValues()) {
            netValue(json, kpi);
        }
        json.writeEndArray();
    }

    private static void netValue(JsonGenerator json, Kpi kpi) throws IOException {
        json.writeStartObject();
        json.writeStringField("kpi", kpi.name());
        json.writeArrayFieldStart("parts");
        for (Kpi.Part part : kpi.parts()) {
            json.writeStartObject();
            json.writeStringField("kpi", part.kpi());
            json.writeFieldName("price");
            json.writeNumber(part.price().stripTrailingZeros().toPlainString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
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
