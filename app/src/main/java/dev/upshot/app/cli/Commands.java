package dev.upshot.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The tree of commands, put together by hand. */
final class Commands {
    private Commands() {}

    static CommandLine of(Shell shell, Upshot upshot) {
        return new CommandLine(upshot)
                .addSubcommand(new DemoCommand(shell))
                .addSubcommand(new RunCommand(shell))
                .addSubcommand(new StreamsCommand(shell))
                .addSubcommand(new SinkCommand(shell))
                .addSubcommand(new SimulateCommand(shell))
                .addSubcommand(new ImportCommand(shell))
                .addSubcommand(new VerifyCommand(shell))
                .addSubcommand(new ReportCommand(shell))
                .addSubcommand(new EraseCommand(shell))
                .addSubcommand(new CommandLine(new PlanCommand())
                        .addSubcommand(new PlanValidateCommand(shell))
                        .addSubcommand(new PlanPowerCommand(shell)))
                .addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ConfigPrintCommand(shell)))
                .addSubcommand(new DoctorCommand(shell));
    }

    /** The names of a command's subcommands, for the message that one is missing. */
    static String names(CommandSpec spec) {
        return String.join(", ", spec.subcommands().keySet());
    }
}
