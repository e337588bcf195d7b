package dev.upshot.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void data_goes_to_standard_output_and_everything_else_to_standard_error() {
        Terminal terminal = terminal(Capabilities.PLAIN);
        terminal.print("a,b");
        terminal.say("note");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a,b\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("note\n");
    }

    @Test
    void a_terminal_without_unicode_gets_words_and_ascii() {
        terminal(Capabilities.PLAIN).ok("1 · 2 − 3 …");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("ok 1 - 2 - 3 ...\n");
    }

    @Test
    void a_capable_terminal_gets_signs_and_colour() {
        terminal(new Capabilities(true, true, true)).ok("done");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("\u001b[32m✓\u001b[0m done\n");
    }

    @Test
    void colour_needs_a_terminal_that_is_not_dumb_and_nobody_who_forbids_it() {
        assertThat(Capabilities.of(Map.of("LANG", "C.UTF-8"), true)).isEqualTo(new Capabilities(true, true, true));
        assertThat(Capabilities.of(Map.of("LANG", "en_GB.utf8"), false))
                .isEqualTo(new Capabilities(false, true, false));
        assertThat(Capabilities.of(Map.of("TERM", "dumb"), true)).isEqualTo(Capabilities.PLAIN);
        assertThat(Capabilities.of(Map.of("NO_COLOR", "1"), true)).isEqualTo(new Capabilities(false, false, true));
        assertThat(Capabilities.of(Map.of("LC_ALL", "POSIX", "LANG", "C.UTF-8"), true)
                        .unicode())
                .isFalse();
    }

    @Test
    void progress_is_a_plain_line_every_five_seconds_where_lines_cannot_move() {
        AtomicLong clock = new AtomicLong();
        try (ProgressLine progress = new ProgressLine(terminal(Capabilities.PLAIN), "importing", clock::get)) {
            for (int second = 1; second <= 11; second++) {
                clock.set(second * SECOND);
                progress.at(second * 1000L, 20_000, "rows");
            }
        }

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                          importing - 5,000 of 20,000 rows - 5.0 s
                          importing - 10,000 of 20,000 rows - 10.0 s
                        """);
    }

    @Test
    void progress_moves_on_a_terminal_and_leaves_no_trace() {
        AtomicLong clock = new AtomicLong();
        Terminal terminal = terminal(new Capabilities(false, true, true));
        try (ProgressLine progress = new ProgressLine(terminal, "importing", clock::get)) {
            clock.set(SECOND);
            progress.at(10, -1, "rows");
            terminal.say("between");
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[K  importing · 10 rows · 1.0 s\r\u001b[Kbetween\n"
                        + "  importing · 10 rows · 1.0 s\r\u001b[K");
    }

    @Test
    void a_table_is_as_wide_as_its_cells() {
        assertThat(Table.of("KPI", ">N").row("quality", "10").row("time", "7").lines())
                .containsExactly("KPI       N", "quality  10", "time      7");
    }

    private Terminal terminal(Capabilities capabilities) {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                capabilities);
    }
}
