package dev.upshot.report.scorecard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.upshot.report.Sha256;
import dev.upshot.report.card.Finding;
import dev.upshot.report.card.Official;
import dev.upshot.report.card.QuarantineCount;
import dev.upshot.report.card.Trends;
import dev.upshot.report.card.UseCaseCard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A card's facts as lines of compact JSON, without the words made of them: what hashes are taken over. Doubles are written
 * as the shortest decimal that reads back to the same bits, by Jackson and not by the JDK, whose answer changed with
 * version 19. In UTF-8; a line feed ends each line, and stands nowhere else.
 */
public final class CanonicalRows {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator((String) null)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final Map<Topic, byte[]> byTopic;

    private CanonicalRows(Map<Topic, byte[]> byTopic) {
        this.byTopic = byTopic;
    }

    /** What there are lines of, in the order in which they are hashed. */
    public enum Topic {
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
    public static byte[] of(List<QuarantineCount> unassigned) {
        return written(unassigned, (lines, counts) -> {
            for (QuarantineCount count : counts) {
                line(lines, count, Facts::quarantine);
            }
        });
    }

    /** A copy of the lines of a topic. */
    public byte[] of(Topic topic) {
        return lines(topic).clone();
    }

    /** SHA-256 (hex) over all lines, topic by topic. */
    String hash() {
        return hash(List.of(this), new byte[0]);
    }

    /** SHA-256 (hex) over all lines: of each topic those of all cards, then the others. */
    static String hash(List<CanonicalRows> cards, byte[] others) {
        MessageDigest digest = Sha256.digest();
        for (Topic topic : Topic.values()) {
            cards.forEach(card -> digest.update(card.lines(topic)));
        }
        digest.update(others);
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] lines(Topic topic) {
        return Objects.requireNonNull(byTopic.get(topic));
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
            case USE_CASES -> line(json, card, Facts::useCase);
            case READINGS -> readings(json, card);
            case TIMELINES -> looks(json, card);
            case WEEKS -> ofCard(json, card, trends.weeks(), Facts::week);
            case TIME_CURVES -> ofCard(json, card, trends.curves(), Facts::curve);
            case TRUST_CHECKS -> ofCard(json, card, official.checks(), Facts::check);
            case FALSE_POSITIVE_METERS -> ofCard(json, card, official.falseClaims(), Facts::meter);
            case RESTATEMENTS -> ofCard(json, card, official.restatements(), Facts::restated);
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
            line(json, row, Facts::reading);
        }
    }

    private static void looks(JsonGenerator json, UseCaseCard card) throws IOException {
        for (Finding finding : card.official().overall()) {
            ofCard(json, card, finding.timeline(), (line, look) -> Facts.look(line, finding, look));
        }
    }
}
