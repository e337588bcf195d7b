package dev.upshot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upshot.event.DecisionEvent;
import org.apache.avro.Schema;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrustedRecordsTest {

    @BeforeAll
    static void trust() {
        TrustedRecords.trust();
    }

    @Test
    void ourRecordsAreTrustedBesideWhatAvroTrusts() {
        ClassSecurityValidator.validate(DecisionEvent.class);
        ClassSecurityValidator.validate(String.class);
        assertThat(DecisionEvent.newBuilder(Samples.decision()).build()).isEqualTo(Samples.decision());
    }

    @Test
    void nothingElseIsTrusted() {
        assertThatThrownBy(() -> ClassSecurityValidator.validate(ProcessBuilder.class))
                .isInstanceOf(SecurityException.class);
        assertThatThrownBy(() -> ClassSecurityValidator.validate(TrustedRecords.class))
                .isInstanceOf(SecurityException.class);
    }

    @Test
    void aSchemaThatNamesAClassToInstantiateGetsNone() {
        Schema hostile = Serdes.parse(Serdes.printed(DecisionEvent.getClassSchema())
                .replace(
                        "\"name\":\"action\",\"type\":\"string\"",
                        "\"name\":\"action\",\"type\":{\"type\":\"string\",\"java-class\":\"java.io.FileWriter\"}"));
        assertThat(hostile.toString()).contains("java.io.FileWriter");

        DecisionEvent read =
                (DecisionEvent) RecordReader.of(7, hostile).read("test", Serdes.bytes(7, Samples.decision()));

        assertThat(read.getAction()).isEqualTo("approve");
    }
}
