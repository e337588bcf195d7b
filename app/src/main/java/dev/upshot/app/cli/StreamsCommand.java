package dev.upshot.app.cli;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.run.Pipeline;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures until it is stopped: one half of {@code run}. */
@Command(
        name = "streams",
        description = "Measure until stopped, without writing to the reporting database (see sink).",
        footer = {"", "Start it on several machines to share the partitions out; each needs a --state-dir of its own."})
final class StreamsCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private StateOptions state = new StateOptions();

    StreamsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = shell.terminal();
        Configuration configuration = state.configuration(shell.environment(), service, kafka);
        Logging.begin(configuration, "streams", terminal);
        List<Plan> plans = PlanReader.readAll(Inputs.existing(configuration.plans()));
        try (Lifetime lifetime = shell.lifetime()) {
            Stack stack = Stack.own(configuration, EnumSet.of(Part.BROKER, Part.REGISTRY), terminal, lifetime);
            Pipeline pipeline = new Pipeline(stack, terminal, lifetime).observed();
            TopicPartitions partitions = pipeline.topics();
            Map<String, List<Plan>> generations = pipeline.plans(plans, partitions);
            pipeline.measure(generations, partitions);
            pipeline.tick();
            terminal.say(terminal.bold("ready") + "; stop with Ctrl-C");
            pipeline.await();
            return 0;
        }
    }
}
