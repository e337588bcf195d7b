package dev.upshot.app.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    private Path directory;

    @Test
    void a_killed_demo_is_gone_on_with_and_ends_with_a_verified_result_and_its_files() throws Exception {
        try (UpshotProcess killed = demo()) {
            killed.awaitSaid("plans").kill();
        }
        try (UpshotProcess demo = demo()) {
            assertThat(demo.awaitExit()).as(demo::err).isZero();
            assertThat(demo.err())
                    .contains("going on with the demo that was interrupted")
                    .contains("simulated")
                    .contains("upshot verify --state-dir");
            assertThat(demo.out())
                    .contains("decision_quality", "processing_time", "recovered_amount")
                    .contains("TRUTH", "VERDICT", "GRADE")
                    .containsPattern("(?m)^decision_quality .* inside +improved +A +interval above zero$")
                    .containsPattern("(?m)^processing_time .* inside +improved +A +interval below zero$")
                    .doesNotContain("outside")
                    .contains("recomputation matches all");
        }
        for (String file :
                List.of("scorecard.html", "scorecard.pdf", "scorecard.xlsx", "scorecard.csv", "scorecard.json")) {
            assertThat(directory.resolve("demo/scorecard").resolve(file)).isNotEmptyFile();
        }
        try (UpshotProcess verify = upshot("verify")) {
            assertThat(verify.awaitExit()).as(verify::err).isZero();
        }
        try (UpshotProcess report = upshot("report", "--format", "json", "--out", directory.toString())) {
            assertThat(report.awaitExit()).as(report::err).isZero();
            assertThat(report.out()).isEqualTo(directory.resolve("scorecard.json") + "\n");
            assertThat(Files.readAllBytes(directory.resolve("scorecard.json")))
                    .isEqualTo(Files.readAllBytes(directory.resolve("demo/scorecard/scorecard.json")));
        }
    }

    private UpshotProcess demo() {
        return upshot("demo", "--decisions", "5000", "--days", "60");
    }

    private UpshotProcess upshot(String command, String... arguments) {
        return UpshotProcess.startOn(directory.resolve("demo"), directory, command, arguments);
    }
}
