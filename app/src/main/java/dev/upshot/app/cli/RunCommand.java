package dev.upshot.app.cli;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.page.PageAddress;
import dev.upshot.app.page.PageServer;
import dev.upshot.app.run.Pipeline;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.terminal.Numbers;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures and writes until it is stopped. */
@Command(
        name = "run",
        description = "Measure and write to the reporting database until stopped. What has no address is embedded.",
        footer = {"", "Stop with Ctrl-C; nothing is lost, the next start goes on where this one was."})
final class RunCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    RunCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        long startedAt = System.nanoTime();
        Terminal terminal = shell.terminal();
        Configuration configuration = state.configuration(shell.environment(), service, kafka, database);
        Logging.begin(configuration, "run", terminal);
        List<Plan> plans = PlanReader.readAll(Inputs.existing(configuration.plans()));
        Optional<PageAddress> address = PageAddress.of(configuration);
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.own(configuration, EnumSet.allOf(Part.class), terminal, lifetime);
            Pipeline pipeline = new Pipeline(stack, terminal, lifetime).observed();
            TopicPartitions partitions = pipeline.topics();
            pipeline.tables();
            Map<String, List<Plan>> generations = pipeline.plans(plans, partitions);
            pipeline.write();
            pipeline.measure(generations, partitions);
            pipeline.tick();
            Optional<PageServer> page =
                    address.map(where -> lifetime.owns(PageServer.start(where, stack.answeringDatabase())));
            terminal.say(terminal.bold("ready") + " after " + Numbers.seconds(System.nanoTime() - startedAt)
                    + "; stop with Ctrl-C");
            Addresses.lines(stack, page).forEach(terminal::say);
            pipeline.await();
            return 0;
        }
    }
}
