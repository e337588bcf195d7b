package dev.upshot.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scorecard's facts as lines of compact JSON, without the words made of them: what its hash is taken over. Doubles
 * are written as the shortest decimal that reads back to the same bits, by Jackson and not by the JDK, whose answer
 * changed with version 19.
 *
 * @param useCases one line per use case
 * @param readings one line per reading
 * @param unassignedQuarantine one line per reason
 */
record CanonicalRows(List<String> useCases, List<String> readings, List<String> unassignedQuarantine) {
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
                scorecard.unassignedQuarantine().stream()
                        .map(count -> line(json -> quarantine(json, count)))
                        .toList());
    }

    /** SHA-256 (hex) over all lines in order, each ended by a line feed. */
    String hash() {
        MessageDigest digest = sha256();
        Stream.of(useCases, readings, unassignedQuarantine)
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
