package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.demo.Demo;
import dev.upshot.app.demo.DemoDirectory;
import dev.upshot.app.demo.DemoSize;
import dev.upshot.app.demo.DemoTable;
import dev.upshot.app.page.PageAddress;
import dev.upshot.app.page.PageServer;
import dev.upshot.app.run.Pipeline;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.app.simulate.Truth;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Part;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.terminal.Numbers;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.app.verify.VerifyReport;
import dev.upshot.embedded.StateDirectory;
import dev.upshot.report.Audience;
import dev.upshot.report.form.Format;
import dev.upshot.report.form.ReportRun;
import dev.upshot.report.scorecard.Scorecard;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows everything at once, with everything embedded. */
@Command(
        name = "demo",
        description = "Simulate a quarter of decisions and outcomes, measure, verify and report them. Everything is"
                + " embedded; nothing of yours is touched.",
        footer = {"", "A demo that was killed is gone on with by the next one of the same size."})
final class DemoCommand implements Callable<Integer> {
    private static final String PLAN = "examples/claims-triage.yaml";

    private final Shell shell;

    @Option(
            names = "--decisions",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many decisions (default: ${DEFAULT-VALUE}).")
    private long decisions;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "90",
            description = "Over how many days (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Another seed, another history (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--keep", description = "Leave it running afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write the scorecard (default: scorecard/ in the demo's state directory).")
    private @Nullable Path out;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where the demo's state lies (default: .upshot/demo).")
    private Path directory = Path.of(".upshot", "demo");

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of the topics (default: ${DEFAULT-VALUE}).")
    private String partitions = "4";

    DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException, SQLException {
        long startedAt = System.nanoTime();
        if (out != null) {
            OptionValues.requireDirectory("--out", out);
        }
        Terminal terminal = shell.terminal();
        Configuration configuration = configuration();
        Logging.begin(configuration, "demo", terminal);
        DemoSize size = new DemoSize(plan(), decisions, days, seed);
        Simulation.of(size.plan(), decisions, days, seed);
        try (Lifetime lifetime = shell.lifetime()) {
            StateDirectory held = Stack.hold(configuration, lifetime);
            DemoDirectory state = DemoDirectory.prepare(held.path(), size);
            begin(state);
            Stack stack = Stack.startIn(held, configuration, EnumSet.allOf(Part.class), terminal, lifetime);
            Pipeline pipeline = new Pipeline(stack, terminal, lifetime);
            Demo demo = new Demo(stack, pipeline, state, size, terminal);
            demo.startPipeline();
            Truth truth = demo.simulate();
            demo.drain();
            boolean matches = show(demo, truth);
            demo.finished();
            Optional<PageServer> page = keep
                    ? PageAddress.of(configuration)
                            .map(where -> lifetime.owns(PageServer.start(where, stack.answeringDatabase())))
                    : Optional.empty();
            next(stack, page, Numbers.seconds(System.nanoTime() - startedAt));
            if (keep) {
                terminal.say("left running; stop with Ctrl-C");
                pipeline.await();
            }
            return matches ? 0 : CommandFailure.NEGATIVE_FINDING;
        }
    }

    /** The addresses of the environment are left aside: a demonstration touches nothing of anybody's. */
    private Configuration configuration() {
        Map<Key, String> flags = new EnumMap<>(Key.class);
        flags.put(Key.STATE_DIR, directory.toString());
        flags.put(Key.PARTITIONS, partitions);
        Map<String, String> environment = new HashMap<>();
        for (Key key : List.of(Key.LOG_LEVEL, Key.LOG_TO, Key.STREAM_THREADS, Key.PAGE, Key.PAGE_TOKEN_FILE)) {
            Optional.ofNullable(shell.environment().get(key.environmentName()))
                    .ifPresent(value -> environment.put(key.environmentName(), value));
        }
        return Configuration.of(flags, environment, null);
    }

    private void begin(DemoDirectory state) {
        Terminal terminal = shell.terminal();
        terminal.say(terminal.bold("upshot demo") + " · " + Numbers.grouped(decisions) + " decisions over " + days
                + " days, seed " + seed + " · state in " + directory);
        if (state.resumed()) {
            terminal.say("  going on with the demo that was interrupted");
        }
    }

    private boolean show(Demo demo, Truth truth) {
        Terminal terminal = shell.terminal();
        VerifyReport report = demo.verify();
        Scorecard scorecard = demo.scorecard();
        terminal.say("");
        List<String> lines = DemoTable.lines(scorecard, truth);
        terminal.answer(terminal.bold(lines.get(0)));
        lines.subList(1, lines.size()).forEach(terminal::answer);
        terminal.say("");
        report.render().lines().forEach(terminal::answer);
        Path target = out == null ? directory.resolve("scorecard") : out;
        ReportRun.write(scorecard, Audience.BOARD, EnumSet.allOf(Format.class), target)
                .forEach(file -> terminal.print(file.normalize().toString()));
        return report.matches();
    }

    private void next(Stack stack, Optional<PageServer> page, String elapsed) {
        Terminal terminal = shell.terminal();
        terminal.say("");
        terminal.say("done after " + elapsed + "; next:");
        if (keep) {
            Addresses.lines(stack, page).forEach(terminal::say);
        } else {
            terminal.say("  upshot demo --keep   the same, left running, with a line for psql and the page");
        }
        terminal.say("  upshot verify --state-dir " + directory + "   recompute and compare again");
        terminal.say("  upshot report --state-dir " + directory + "   write the scorecard again");
        terminal.say("  upshot run --plans PLAN.yaml   measure your own events: docs/ says how");
    }

    private static Plan plan() {
        try (InputStream yaml = Objects.requireNonNull(
                DemoCommand.class.getClassLoader().getResourceAsStream(PLAN), () -> PLAN + " is not in the jar")) {
            return PlanReader.parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8), PLAN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PLAN, e);
        }
    }
}
