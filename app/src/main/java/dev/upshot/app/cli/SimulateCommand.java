package dev.upshot.app.cli;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.publish.History;
import dev.upshot.app.run.Pipeline;
import dev.upshot.app.simulate.SimulateRun;
import dev.upshot.app.simulate.SimulationSummary;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.ProgressLine;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes a made-up history whose lifts are known. */
@Command(
        name = "simulate",
        description = "Publish a made-up history of a plan's use case, with delays, repeats, corrections and mistakes,"
                + " and print the true lifts.",
        footer = {"", "The same plan, size and seed give the same events; publishing them twice changes nothing."})
final class SimulateCommand implements Runnable {
    private final Shell shell;

    @Option(names = "--plan", required = true, paramLabel = "FILE", order = 1, description = "The measurement plan.")
    private Path plan = Path.of("");

    @Option(
            names = "--decisions",
            paramLabel = "N",
            defaultValue = "100000",
            order = 2,
            description = "How many decisions (default: ${DEFAULT-VALUE}).")
    private long decisions;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "90",
            order = 3,
            description = "Over how many days (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            order = 4,
            description = "Another seed, another history (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--complete",
            order = 5,
            description =
                    "Nothing else of this time follows: let time pass in the log day by day, up to the last observed"
                            + " time, so that days become final.")
    private boolean complete;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 6,
            description = "The true lifts as table or json (default: table).")
    private OutputFormat format = OutputFormat.table;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    SimulateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        Terminal terminal = shell.terminal();
        Configuration configuration = state.configuration(shell.environment(), kafka);
        Logging.begin(configuration, "simulate", terminal);
        Plan read = PlanReader.read(Inputs.existing(List.of(plan)).get(0));
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.use(configuration, EnumSet.of(Part.BROKER, Part.REGISTRY), terminal, lifetime);
            new Pipeline(stack, terminal, lifetime).topics();
            SimulationSummary summary;
            try (ProgressLine progress = shell.progress("simulating")) {
                summary = SimulateRun.run(
                        read,
                        decisions,
                        days,
                        seed,
                        stack.target(),
                        complete ? History.COMPLETE : History.OPEN,
                        progress);
                terminal.ok(Counts.of(summary.events()) + " published in " + progress.elapsed());
            }
            if (format == OutputFormat.json) {
                terminal.print(Json.of(TruthTable.json(summary.truth())));
            } else {
                TruthTable.lines(summary.truth()).forEach(terminal::print);
            }
        }
    }
}
