package dev.upshot.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What concerns measurement plans. */
@Command(name = "plan", description = "Work with measurement plans.", synopsisSubcommandLabel = "COMMAND")
final class PlanCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? " + Commands.names(spec));
    }
}
