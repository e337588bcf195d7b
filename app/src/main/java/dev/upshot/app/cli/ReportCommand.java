package dev.upshot.app.cli;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.report.Format;
import dev.upshot.report.ReportRun;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
            description = "html, csv, json, several separated by commas (default: html).")
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

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    ReportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        Terminal terminal = shell.terminal();
        Configuration configuration = state.configuration(shell.environment(), database);
        Logging.begin(configuration, "report", terminal);
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.use(configuration, EnumSet.of(Part.DATABASE), terminal, lifetime);
            ReportRun.write(stack.database(), new HashSet<>(useCases), formats, out)
                    .forEach(file -> terminal.print(file.normalize().toString()));
        }
    }
}
