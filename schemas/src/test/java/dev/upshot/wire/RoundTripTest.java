package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.event.Actor;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.QuarantinedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {

    private static final int ID = 0x01020304;

    static Stream<SpecificRecord> records() {
        return Samples.all();
    }

    static Stream<Schema> schemas() {
        return Samples.all().map(SpecificRecord::getSchema);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordComesBackEqual(SpecificRecord record) {
        RecordReader reader = RecordReader.of(ID, Serdes.parse(CommittedSchema.text(record.getSchema())));

        assertThat(reader.read("test", Serdes.bytes(ID, record))).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void randomRecordsAreWrittenAsAvroItselfWritesThem(Schema schema) throws IOException {
        RecordReader reader = RecordReader.of(ID, schema);
        for (Object generated : new RandomData(schema, 200, 42L)) {
            byte[] expected = asAvroWritesIt(schema, generated);

            SpecificRecord record = reader.read("test", expected);

            // Maps have no order: compared by what is read again.
            byte[] written = Serdes.bytes(ID, record);
            assertThat(written).hasSameSizeAs(expected);
            assertThat(reader.read("test", written)).isEqualTo(record);
            if (!schema.toString().contains("\"map\"")) {
                assertThat(written).isEqualTo(expected);
            }
        }
    }

    private static byte[] asAvroWritesIt(Schema schema, Object datum) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 1, 2, 3, 4});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(datum, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    @Test
    void theBytesOfADecisionAreTheseForEver() {
        assertThat(HexFormat.of().formatHex(Serdes.bytes(ID, Samples.plainDecision())))
                .isEqualTo(
                        "00" // magic
                                + "01020304" // schema id
                                + "06642d31" // decision_id d-1
                                + "06732d31" // subject_id s-1
                                + "1a" + "636c61696d732d747269616765" // use_case claims-triage
                                + "f699a6fab366" // decided_at 1759320000123
                                + "00" + "0c747269616765" + "06322e31" // actor MODEL triage 2.1
                                + "0e617070726f7665" // action approve
                                + "00" // mode AUTOMATED
                                + "0000000000" // requested_at, score, variant, propensity, risk_tier
                                + "0000" // segments, covariates
                                + "000000"); // cost, input_hash, supersedes
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ascii",
                "exactly sixty-three characters, the longest that is copied so..",
                "exactly sixty-four characters, the first that is not copied so..",
                "Grüße aus Zürich",
                "😀 outside the basic plane",
                "\u0000 and \u007f and \u0080",
            })
    void textComesBackWhateverItsLengthAndAlphabet(String text) {
        DecisionEvent decision = Samples.decision();
        decision.setAction(text);

        assertThat(read(Serdes.bytes(ID, decision))).isEqualTo(decision);
    }

    @Test
    void aRecordLargerThanTheBufferIsWrittenAndTheBufferShrinksAgain() {
        DecisionEvent decision = Samples.decision();
        decision.setAction("é".repeat(3_000_000));

        assertThat(read(Serdes.bytes(ID, decision))).isEqualTo(decision);
        assertThat(read(Serdes.bytes(ID, Samples.decision()))).isEqualTo(Samples.decision());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 253_402_300_800_000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void everyTimestampInMillisecondsComesBack(long millis) {
        DecisionEvent decision = Samples.decision();
        decision.setDecidedAt(Instant.ofEpochMilli(millis));

        assertThat(read(Serdes.bytes(ID, decision))).isEqualTo(decision);
    }

    @Test
    void theFieldThatIsMissingIsNamed() {
        DecisionEvent decision = Samples.decision();
        decision.setActor(new Actor(null, "triage", "1"));

        assertThatThrownBy(() -> Serdes.bytes(ID, decision))
                .isInstanceOf(SerializationException.class)
                .hasMessage("A dev.upshot.event.DecisionEvent for topic test cannot be written: type of Actor is null");
        assertThat(read(Serdes.bytes(ID, Samples.decision()))).isEqualTo(Samples.decision());
    }

    @Test
    void aNullInAMapAndATimeBeyondAllBoundsAreRefused() {
        DecisionEvent nullSegment = Samples.decision();
        nullSegment.setSegments(new HashMap<>());
        nullSegment.getSegments().put("region", null);
        DecisionEvent farAway = Samples.decision();
        farAway.setDecidedAt(Instant.MAX);

        assertThatThrownBy(() -> Serdes.bytes(ID, nullSegment))
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("a value of a map is null");
        assertThatThrownBy(() -> Serdes.bytes(ID, farAway))
                .isInstanceOf(SerializationException.class)
                .hasMessageEndingWith("long overflow");
    }

    @Test
    void writingLeavesABufferAsItWas() {
        QuarantinedRecord record = (QuarantinedRecord) Samples.all()
                .filter(QuarantinedRecord.class::isInstance)
                .findFirst()
                .orElseThrow();

        byte[] first = Serdes.bytes(ID, record);

        assertThat(Arrays.equals(first, Serdes.bytes(ID, record))).isTrue();
    }

    private static SpecificRecord read(byte[] bytes) {
        return RecordReader.of(ID, DecisionEvent.getClassSchema()).read("test", bytes);
    }
}
