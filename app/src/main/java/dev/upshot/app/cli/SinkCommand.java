package dev.upshot.app.cli;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.run.Pipeline;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.Terminal;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes what was measured until it is stopped: the other half of {@code run}. */
@Command(
        name = "sink",
        description = "Write what was measured to the reporting database until stopped (see streams).",
        footer = {"", "Start it on several machines to share the partitions out."})
final class SinkCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    SinkCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Terminal terminal = shell.terminal();
        Configuration configuration = state.configuration(shell.environment(), kafka, database);
        Logging.begin(configuration, "sink", terminal);
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.use(configuration, EnumSet.allOf(Part.class), terminal, lifetime);
            Pipeline pipeline = new Pipeline(stack, terminal, lifetime).observed();
            pipeline.topics();
            pipeline.tables();
            pipeline.write();
            terminal.say(terminal.bold("ready") + "; stop with Ctrl-C");
            pipeline.await();
            return 0;
        }
    }
}
