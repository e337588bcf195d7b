package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.ProgressLine;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.app.verify.Drain;
import dev.upshot.app.verify.Verification;
import dev.upshot.app.verify.VerifyReport;
import dev.upshot.app.verify.VerifySettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the reporting tables with an independent recomputation. */
@Command(
        name = "verify",
        description = "Recompute every cell and lift from the raw events, independently, and compare exactly.",
        footer = {"", "Exit code 1 if anything differs; the first differences are shown."})
final class VerifyCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Durations.class,
            defaultValue = "0s",
            order = 1,
            description = "Wait so long for everything published so far to be measured, for example 60s.")
    private Duration patience = Duration.ZERO;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 2,
            description = "table or json (default: table).")
    private OutputFormat format = OutputFormat.table;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    VerifyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = shell.terminal();
        Configuration configuration = state.configuration(shell.environment(), kafka, database);
        Set<Part> parts = EnumSet.allOf(Part.class);
        Stack.requireMeasured(configuration, parts);
        Logging.begin(configuration, "verify", terminal);
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.use(configuration, parts, terminal, lifetime);
            if (!patience.isZero()) {
                try (ProgressLine progress = shell.progress("waiting for the measuring")) {
                    Drain.await(stack.target(), stack.database(), patience, progress);
                }
            }
            VerifyReport report;
            try (ProgressLine progress = shell.progress("recomputing")) {
                report = Verification.run(new VerifySettings(stack.target(), stack.database(), progress));
            }
            if (format == OutputFormat.json) {
                terminal.print(Json.of(entry(report)));
            } else {
                report.render().lines().forEach(terminal::answer);
            }
            return report.matches() ? 0 : CommandFailure.NEGATIVE_FINDING;
        }
    }

    private static Map<String, Object> entry(VerifyReport report) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("matches", report.matches());
        entry.put("recomputed", report.counts());
        entry.put("account", report.account());
        entry.put("difference_count", report.differenceCount());
        entry.put("differences", report.differences());
        entry.put("notes", report.notes());
        return entry;
    }
}
