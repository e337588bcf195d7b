package dev.upshot.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever writes a value in a form that is not read is told the one that is. */
class OptionValuesTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "report --every P1W            | '--every': 'P1W' is no period: write days or hours as P1D or PT6H; a week is P7D",
                "plan power p.yaml --effect 5% | '--effect': '5%' is no number: write digits and a point, a share as 0.05",
                "plan power p.yaml --effect NaN| '--effect': 'NaN' is no number",
                "plan power p.yaml --baseline ,5|'--baseline': ',5' is no number: write digits and a point",
                "plan power p.yaml --looks 1e2 | '--looks': '1e2' is no whole number: write digits only, and no more than 2147483647",
                "simulate --decisions 1_000    | '--decisions': '1_000' is no whole number: write digits only",
                "verify --wait P1D             | '--wait': 'P1D' is no span of time: write 60s, 5m or 1h",
            })
    void a_value_that_cannot_be_read_is_answered_with_what_to_write(String call, String answer) {
        CommandRun run = CommandRun.of(call.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Invalid value for option " + answer).doesNotContain("java.");
    }

    @Test
    void a_file_where_a_directory_is_to_be_written_is_told_at_once() throws IOException {
        Path file = Files.writeString(directory.resolve("scorecard.html"), "");
        CommandRun run = CommandRun.of("report", "--out", file.toString());

        assertThat(run).isEqualTo(new CommandRun(2, "", "upshot: --out " + file + " is a file: give a directory\n"));
        assertThat(CommandRun.of("demo", "--out", file.resolve("below").toString()))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "upshot: --out " + file.resolve("below") + ": " + file + " is a file: give a directory\n"));
    }
}
