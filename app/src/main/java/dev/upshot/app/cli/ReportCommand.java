package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.report.Audience;
import dev.upshot.report.Format;
import dev.upshot.report.ReportRun;
import dev.upshot.report.Scorecard;
import dev.upshot.report.ScorecardQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the scorecard. */
@Command(
        name = "report",
        description = "Write the scorecard from the reporting database; prints the paths of the files.")
final class ReportCommand implements Runnable {
    private final Shell shell;

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            defaultValue = "html",
            order = 1,
            description = "html, pdf, xlsx, csv, json, several separated by commas (default: html).")
    private Set<Format> formats = EnumSet.of(Format.HTML);

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            order = 2,
            description = "Where to write scorecard.html and so on (default: here).")
    private Path out = Path.of(".");

    @Option(
            names = "--use-case",
            split = ",",
            paramLabel = "NAME",
            order = 3,
            description = "Only these use cases (default: all).")
    private List<String> useCases = List.of();

    @Option(names = "--all", order = 4, description = "All use cases, the default.")
    private boolean all;

    @Option(
            names = "--as-of",
            paramLabel = "MOMENT",
            order = 5,
            description = "What was official at a moment, nothing provisional: a UTC day, to its end, or an instant as"
                    + " 2026-03-31T12:00:00Z (default: now).")
    private @Nullable String asOf;

    @Option(
            names = "--audience",
            paramLabel = "READER",
            defaultValue = "board",
            order = 6,
            description = "Whose words: board, finance, risk, operations (default: board).")
    private Audience audience = Audience.BOARD;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        if (all && !useCases.isEmpty()) {
            throw CommandFailure.usage("--all and --use-case exclude each other: leave one of them out");
        }
        Instant moment = asOf == null ? null : moment(asOf);
        Terminal terminal = shell.terminal();
        Configuration configuration = state.configuration(shell.environment(), database);
        Logging.begin(configuration, "report", terminal);
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.use(configuration, EnumSet.of(Part.DATABASE), terminal, lifetime);
            Scorecard scorecard = ScorecardQuery.read(stack.database(), new HashSet<>(useCases), moment);
            ReportRun.write(scorecard, audience, formats, out)
                    .forEach(file -> terminal.print(file.normalize().toString()));
        }
    }

    private static Instant moment(String text) {
        try {
            return text.length() == "2026-03-31".length()
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw CommandFailure.usage(
                    "--as-of " + text + " is no moment: write 2026-03-31 or 2026-03-31T12:00:00Z", e);
        }
    }
}
