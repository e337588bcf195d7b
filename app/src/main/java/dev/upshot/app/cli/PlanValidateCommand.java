package dev.upshot.app.cli;

import dev.upshot.app.terminal.Table;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads plans and says what is wrong with them, or what they measure. */
@Command(
        name = "validate",
        description = "Check measurement plans. Every mistake is told with its file, line and field; exit code 2.")
final class PlanValidateCommand implements Runnable {
    private final Shell shell;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Plans: YAML files, or directories of them.")
    private List<Path> paths = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: table).")
    private OutputFormat format = OutputFormat.table;

    PlanValidateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void run() {
        List<Plan> plans = PlanReader.readAll(Inputs.existing(paths));
        show(plans);
        PlanReader.notes(paths).forEach(note -> shell.terminal().warn(note.toString()));
        if (format == OutputFormat.table) {
            shell.terminal().ok(plans.size() == 1 ? "the plan is valid" : plans.size() + " plans are valid");
        }
    }

    private void show(List<Plan> plans) {
        if (format == OutputFormat.json) {
            shell.terminal()
                    .print(Json.of(
                            plans.stream().map(PlanValidateCommand::entry).toList()));
            return;
        }
        Table table = Table.of("PLAN", "BASELINE", "CANDIDATES", "KPIS", "CONTENT");
        for (Plan plan : plans) {
            table.row(
                    plan.id(),
                    plan.baseline(),
                    String.join(", ", plan.candidates()),
                    String.join(
                            ", ", plan.kpis().stream().map(kpi -> kpi.name()).toList()),
                    plan.contentHash().substring(0, 12));
        }
        table.lines().forEach(shell.terminal()::print);
    }

    private static Map<String, Object> entry(Plan plan) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("use_case", plan.useCase());
        entry.put("version", plan.version());
        entry.put("baseline", plan.baseline());
        entry.put("candidates", plan.candidates());
        entry.put("kpis", plan.kpis().stream().map(kpi -> kpi.name()).toList());
        entry.put("content_hash", plan.contentHash());
        return entry;
    }
}
