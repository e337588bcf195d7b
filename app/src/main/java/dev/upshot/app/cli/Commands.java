package dev.upshot.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The tree of commands, put together by hand. */
final class Commands {
    private Commands() {}

    static CommandLine of(Shell shell, Upshot upshot) {
        return new CommandLine(upshot)
                .addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ConfigPrintCommand(shell)));
    }

    /** The names of a command's subcommands, for the message that one is missing. */
    static String names(CommandSpec spec) {
        return String.join(", ", spec.subcommands().keySet());
    }
}
