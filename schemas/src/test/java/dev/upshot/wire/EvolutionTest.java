package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.event.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Records of other writers: older, newer, and such that cannot be read. */
class EvolutionTest {

    private static final String REVIEWER = """
            {"type": "record", "name": "Reviewer", "fields": [
              {"name": "type", "type": {"type": "enum", "name": "ReviewerType", "symbols": ["HUMAN"]}},
              {"name": "id", "type": "string"}]}""";

    private static Schema review(String verdicts, String moreFields) {
        return Serdes.parse("""
                {"type": "record", "name": "ReviewEvent", "namespace": "dev.upshot.event", "fields": [
                  {"name": "decision_id", "type": "string"},
                  {"name": "subject_id", "type": "string"},
                  {"name": "reviewer", "type": %s},
                  {"name": "verdict", "type": {"type": "enum", "name": "Verdict", "symbols": [%s]}},
                  {"name": "reviewed_at", "type": "long"}%s]}""".formatted(REVIEWER, verdicts, moreFields));
    }

    private static byte[] written(Schema writer, String verdict, Object... moreValues) throws IOException {
        Schema reviewer = writer.getField("reviewer").schema();
        GenericRecordBuilder record = new GenericRecordBuilder(writer)
                .set("decision_id", "d-1")
                .set("subject_id", "s-1")
                .set(
                        "reviewer",
                        new GenericRecordBuilder(reviewer)
                                .set(
                                        "type",
                                        new GenericData.EnumSymbol(
                                                reviewer.getField("type").schema(), "HUMAN"))
                                .set("id", "claims-desk")
                                .build())
                .set(
                        "verdict",
                        new GenericData.EnumSymbol(writer.getField("verdict").schema(), verdict))
                .set("reviewed_at", Samples.NOON.toEpochMilli());
        for (int i = 0; i < moreValues.length; i++) {
            record.set(writer.getFields().get(5 + i), moreValues[i]);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[5]);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(writer).write(record.build(), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static ReviewEvent read(Schema writer, byte[] bytes) {
        SpecificRecord record = RecordReader.of(7, writer).read("upshot.reviews", bytes);
        return (ReviewEvent) record;
    }

    @Test
    void anOlderWriterWithoutTheOptionalFieldsIsRead() throws IOException {
        Schema writer = review("\"REVERSED\", \"ACCEPTED\"", "");

        ReviewEvent review = read(writer, written(writer, "REVERSED"));

        assertThat(review.getVerdict()).isEqualTo(Verdict.REVERSED);
        assertThat(review.getReviewedAt()).isEqualTo(Samples.NOON);
        assertThat(review.getUseCase()).isNull();
        assertThat(review.getReviewer().getId()).isEqualTo("claims-desk");
    }

    @Test
    void aNewerWritersAdditionsAreSkipped() throws IOException {
        Schema writer = review(
                "\"ACCEPTED\"",
                ", {\"name\": \"mood\", \"type\": \"string\"}, {\"name\": \"use_case\", \"type\": \"string\"}");

        ReviewEvent review = read(writer, written(writer, "ACCEPTED", "fine", "claims-triage"));

        assertThat(review.getUseCase()).isEqualTo("claims-triage");
    }

    @Test
    void aNarrowerTypeIsWidened() throws IOException {
        Schema writer = Serdes.parse(review("\"ACCEPTED\"", "").toString().replace("\"long\"", "\"int\""));
        byte[] bytes = written(Serdes.parse(writer.toString().replace("\"int\"", "\"long\"")), "ACCEPTED");
        bytes = Arrays.copyOf(bytes, bytes.length - 5);
        bytes[bytes.length - 1] = 2;

        assertThat(read(writer, bytes).getReviewedAt()).isEqualTo(Instant.ofEpochMilli(1));
    }

    @Test
    void aSymbolOnlyTheWriterKnowsSpoilsOnlyTheRecordsThatHoldIt() throws IOException {
        Schema writer = review("\"ACCEPTED\", \"DEFERRED\"", "");

        assertThat(read(writer, written(writer, "ACCEPTED")).getDecisionId()).isEqualTo("d-1");
        assertThatThrownBy(() -> read(writer, written(writer, "DEFERRED")))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("upshot.reviews")
                .hasMessageEndingWith("No match for DEFERRED");
    }

    @Test
    void everyFieldThatStandsInTheWayIsNamed() {
        List<String> broken = List.of(
                "\"name\":\"reviewed_at\",\"type\":\"long\"", "\"name\":\"reviewed_at\",\"type\":\"string\"",
                "\"name\":\"id\",\"type\":\"string\"", "\"name\":\"id\",\"type\":\"long\"",
                "\"name\":\"decision_id\"", "\"name\":\"decision\"");
        String text = review("\"ACCEPTED\"", "").toString();
        for (int i = 0; i < broken.size(); i += 2) {
            text = text.replace(broken.get(i), broken.get(i + 1));
        }
        Schema writer = Serdes.parse(text);

        assertThatThrownBy(() -> RecordReader.of(7, writer))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("Schema id 7 of dev.upshot.event.ReviewEvent cannot be read: ")
                .hasMessageContaining("field decision_id is missing and has no default")
                .hasMessageContaining("field reviewer.id: reader type: STRING not compatible with writer type: LONG")
                .hasMessageContaining("field reviewed_at: reader type: LONG not compatible with writer type: STRING");
    }

    @Test
    void aRecordThatIsNotOursIsToldWithOurs() {
        assertThatThrownBy(() -> RecordReader.of(
                        7, Serdes.parse("{\"type\":\"record\",\"name\":\"com.example.Decision\",\"fields\":[]}")))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("Schema id 7 is of com.example.Decision, which is none of Upshot's records")
                .hasMessageContaining(DecisionEvent.class.getName());
        assertThatThrownBy(() -> RecordReader.of(7, Serdes.parse("\"string\"")))
                .isInstanceOf(IncompatibleSchemaException.class)
                .hasMessageContaining("Schema id 7 is of a string");
    }
}
