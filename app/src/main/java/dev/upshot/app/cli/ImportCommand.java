package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.importing.ImportRun;
import dev.upshot.app.importing.ImportSummary;
import dev.upshot.app.publish.EventKind;
import dev.upshot.app.publish.History;
import dev.upshot.app.run.Pipeline;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.Numbers;
import dev.upshot.app.terminal.ProgressLine;
import dev.upshot.app.terminal.Table;
import dev.upshot.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes the events that CSV files tell of. */
@Command(
        name = "import",
        description = "Publish the events that CSV files (plain or gzip) tell of, by a mapping of their columns.",
        footer = {
            "",
            "Rows that cannot be used are told with line and reason and written to the rejects file; the exit code is",
            "then 1. Importing the same files again changes nothing."
        })
final class ImportCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--mapping",
            required = true,
            paramLabel = "FILE",
            order = 1,
            description = "What the columns mean: a YAML file, see docs/import.md.")
    private Path mapping = Path.of("");

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            defaultValue = "rejects.csv",
            order = 2,
            description = "Where to write rows that cannot be used (default: ${DEFAULT-VALUE}). With something in it"
                    + " already, nothing is imported.")
    private Path rejects = Path.of("rejects.csv");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 3,
            description = "The counts as table or json (default: table).")
    private OutputFormat format = OutputFormat.table;

    @Option(
            names = "--complete",
            order = 4,
            description = "This is the last of the history: let time pass in the log up to the last observed time. What"
                    + " is then older than a plan's lateness is refused for ever.")
    private boolean complete;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files with the same columns.")
    private List<Path> files = List.of();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    ImportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Terminal terminal = shell.terminal();
        Configuration configuration = state.configuration(shell.environment(), kafka);
        Logging.begin(configuration, "import", terminal);
        Inputs.existing(List.of(mapping));
        Inputs.existing(files);
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.use(configuration, EnumSet.of(Part.BROKER, Part.REGISTRY), terminal, lifetime);
            new Pipeline(stack, terminal, lifetime).topics();
            ImportSummary summary;
            try (ProgressLine progress = shell.progress("importing")) {
                summary = ImportRun.run(
                        mapping, files, rejects, stack.target(), complete ? History.COMPLETE : History.OPEN, progress);
                terminal.ok(Numbers.grouped(summary.rows()) + " rows read in " + progress.elapsed());
            }
            show(summary);
            return summary.rejected() == 0 ? 0 : CommandFailure.NEGATIVE_FINDING;
        }
    }

    private void show(ImportSummary summary) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (EventKind kind : EventKind.values()) {
            counts.put(kind.plural(), summary.events().getOrDefault(kind, 0L));
        }
        counts.put("rows", summary.rows());
        counts.put("unmatched", summary.unmatched());
        counts.put("rejected", summary.rejected());
        Terminal terminal = shell.terminal();
        if (format == OutputFormat.json) {
            terminal.print(Json.of(counts));
        } else {
            Table table = Table.of("WHAT", ">COUNT");
            counts.forEach((what, count) -> table.row(what, Numbers.grouped(count)));
            table.lines().forEach(terminal::print);
        }
        if (summary.afterFinal() > 0) {
            terminal.warn(Numbers.grouped(summary.afterFinal())
                    + " events happened longer before what time has passed in the log than any plan waits; they are"
                    + " refused as after_final, see docs/time.md");
        }
        summary.firstRejections().forEach(terminal::say);
        if (summary.rejected() > summary.firstRejections().size()) {
            terminal.say("and "
                    + Numbers.grouped(
                            summary.rejected() - summary.firstRejections().size()) + " more");
        }
        if (summary.rejectsFile() != null) {
            terminal.bad(Numbers.grouped(summary.rejected()) + " rows could not be used; they are in "
                    + summary.rejectsFile());
        }
    }
}
