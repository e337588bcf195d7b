package dev.upshot.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLogTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream log = new PrintStream(new JsonLog(written), true, StandardCharsets.UTF_8);

    @Test
    void a_record_becomes_an_object_with_what_it_says_as_fields() throws IOException {
        log.println("2026-11-29T10:00:00.123Z [upshot-sink] WARN dev.upshot.sink.SinkLoop - waiting."
                + " reason=\"the database: its disk is full (SQLSTATE 53100)\" ms=187");

        JsonNode object = new ObjectMapper().readTree(written.toString(StandardCharsets.UTF_8));
        assertThat(object.get("at").textValue()).isEqualTo("2026-11-29T10:00:00.123Z");
        assertThat(object.get("level").textValue()).isEqualTo("WARN");
        assertThat(object.get("thread").textValue()).isEqualTo("upshot-sink");
        assertThat(object.get("logger").textValue()).isEqualTo("dev.upshot.sink.SinkLoop");
        assertThat(object.get("message").textValue()).startsWith("waiting. reason=");
        assertThat(object.get("reason").textValue()).isEqualTo("the database: its disk is full (SQLSTATE 53100)");
        assertThat(object.get("ms").textValue()).isEqualTo("187");
    }

    @Test
    void what_a_message_says_cannot_change_the_records_own_fields() throws IOException {
        log.println("2026-11-29T10:00:00.123Z [main] INFO dev.upshot.X - odd. level=ERROR at=never");

        JsonNode object = new ObjectMapper().readTree(written.toString(StandardCharsets.UTF_8));
        assertThat(object.get("level").textValue()).isEqualTo("INFO");
        assertThat(object.get("at").textValue()).isEqualTo("2026-11-29T10:00:00.123Z");
    }

    @Test
    void every_other_line_is_kept_as_text() {
        log.print("java.lang.IllegalStateException: \"quoted\" ü\n\tat dev.upshot.Here.there(Here.java:1)\n");

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "{\"text\":\"java.lang.IllegalStateException: \\\"quoted\\\" ü\"}",
                        "{\"text\":\"\\tat dev.upshot.Here.there(Here.java:1)\"}");
    }
}
