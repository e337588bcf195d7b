package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoisonBytesTest {

    private static final String TOPIC = "upshot.decisions";
    private static final byte[] GOOD = Serdes.bytes(7, Samples.decision());

    private StubRegistry registry;
    private RegistryAvroDeserializer deserializer;

    @BeforeEach
    void start() throws IOException {
        registry = StubRegistry.start(request ->
                StubRegistry.Answer.schema(DecisionEvent.getClassSchema().toString()));
        deserializer = Serdes.deserializer(registry.url(), Map.of());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private void assertPoison(byte[] bytes, String what) {
        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
                .isInstanceOf(PoisonRecordException.class)
                .hasMessageContaining(TOPIC)
                .hasMessageContaining(what);
    }

    @Test
    void noBytesAtAllAreTooFew() {
        assertPoison(new byte[0], "has 0 bytes, too few for a schema id");
        assertPoison(new byte[] {0, 0, 0, 7}, "has 4 bytes, too few for a schema id");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void anotherFirstByteIsAnotherFormat() {
        assertPoison("{\"decision_id\":\"d-1\"}".getBytes(StandardCharsets.UTF_8), "starts with byte 123");
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void everyTruncationEndsTooEarly() {
        for (int length = 5; length < GOOD.length; length++) {
            assertPoison(Arrays.copyOf(GOOD, length), "ends too early");
        }
    }

    @Test
    void bytesAfterTheRecordAreLeftOver() {
        assertPoison(Arrays.copyOf(GOOD, GOOD.length + 1), "has bytes left over after the record");
    }

    @Test
    void aRecordOfAnotherSchemaUnderThisIdIsPoison() {
        byte[] outcome = Serdes.bytes(7, Samples.outcome());

        assertPoison(outcome, "");
    }

    @Test
    void aTextThatClaimsTwoGigabytesIsRefusedBeforeItIsAllocated() {
        assertPoison(new byte[] {0, 0, 0, 0, 7, -2, -1, -1, -1, 15, 'a'}, "");
        assertPoison(new byte[] {0, 0, 0, 0, 7, 1}, "Length is negative");
    }

    @Test
    void aBranchOrSymbolThatNoSchemaHasIsPoisonAndNotIncompatible() {
        byte[] bytes = Serdes.bytes(7, Samples.plainDecision());
        byte[] branch = bytes.clone();
        branch[bytes.length - 1] = 8;
        byte[] symbol = bytes.clone();
        symbol[bytes.length - 11] = 8;

        assertPoison(branch, "out of range");
        assertPoison(symbol, "out of range");
    }

    @Test
    void whateverByteIsWrongTheAnswerIsARecordOrAnExceptionOfOurs() {
        Random random = new Random(20_251_001);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = GOOD.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt();
            }
            try {
                SpecificRecord record = deserializer.deserialize(TOPIC, bytes);
                assertThat(record).isInstanceOf(DecisionEvent.class);
            } catch (SerializationException refused) {
                assertThat(refused).isInstanceOf(PoisonRecordException.class);
            }
        }
    }

    @Test
    void aGoodRecordIsReadAfterABadOne() {
        assertPoison(Arrays.copyOf(GOOD, GOOD.length - 1), "ends too early");

        assertThat(deserializer.deserialize(TOPIC, GOOD)).isEqualTo(Samples.decision());
    }

    @Test
    void noMessageHoldsAValueOfTheRecord() {
        OutcomeEvent outcome = Samples.outcome();
        outcome.setOutcomeId("secret-id");
        outcome.setSubjectId("secret-id");

        assertThatThrownBy(() -> deserializer.deserialize(TOPIC, Serdes.bytes(7, outcome)))
                .hasMessageNotContaining("secret-id");
    }
}
