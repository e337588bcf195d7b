package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.doctor.Doctor;
import dev.upshot.app.doctor.Finding;
import dev.upshot.app.terminal.Table;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks whether everything can be used. */
@Command(
        name = "doctor",
        description = "Look whether broker, registry, database and disk can be used. Starts and changes nothing.",
        footer = {"", "Exit code 1 if something cannot be used."})
final class DoctorCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            order = 1,
            description = "table or json (default: table).")
    private OutputFormat format = OutputFormat.table;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    DoctorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configuration configuration = state.configuration(shell.environment(), kafka, database);
        Logging.none();
        List<Finding> findings = Doctor.findings(configuration);
        if (format == OutputFormat.json) {
            shell.terminal().print(Json.of(findings));
        } else {
            Table table = Table.of("WHAT", "STATE", "DETAIL");
            findings.forEach(finding ->
                    table.row(finding.subject(), finding.state().name().toLowerCase(Locale.ROOT), finding.detail()));
            table.lines().forEach(shell.terminal()::print);
        }
        boolean bad = findings.stream().anyMatch(finding -> finding.state() == Finding.State.BAD);
        return bad ? CommandFailure.NEGATIVE_FINDING : 0;
    }
}
