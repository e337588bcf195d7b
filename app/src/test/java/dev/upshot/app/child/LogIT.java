package dev.upshot.app.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upshot.embedded.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, because the logging library reads its settings once. */
class LogIT {
    @TempDir
    private Path directory;

    @Test
    void the_doctor_of_a_broker_prints_nothing_but_its_table() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"));
                UpshotProcess doctor = upshot("doctor", "--bootstrap-servers", broker.bootstrapServers())) {
            assertThat(doctor.awaitExit()).as(doctor::err).isZero();
            assertThat(doctor.err()).isEmpty();
            assertThat(doctor.out()).startsWith("WHAT").containsPattern("broker +ok");
        }
    }

    @Test
    void a_line_of_the_log_has_its_time_and_libraries_log_only_what_is_wrong() throws Exception {
        try (UpshotProcess run = upshot("run")) {
            assertThat(run.awaitExit()).as(run::err).isEqualTo(2);
        }
        assertThat(Files.readAllLines(directory.resolve("state/logs/run.log")))
                .anyMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\S+ \\[.*] INFO dev\\.upshot\\..*"))
                .noneMatch(line -> line.contains("INFO org.apache"));
    }

    private UpshotProcess upshot(String command, String... arguments) {
        return UpshotProcess.startOn(directory.resolve("state"), directory, command, arguments);
    }
}
