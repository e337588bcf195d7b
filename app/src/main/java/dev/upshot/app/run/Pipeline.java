package dev.upshot.app.run;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.observe.Observation;
import dev.upshot.app.plans.PlanCatalog;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.streams.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * The path from the event topics to the reporting database, set up step by step over a {@link Stack}: topics, tables,
 * plans, then measuring and writing, which go on until the command's {@link Lifetime} ends.
 */
public final class Pipeline {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;
    private final Terminal terminal;
    private final Lifetime lifetime;
    private Observation observation = Observation.none();
    private final List<CompletableFuture<?>> failures = new ArrayList<>();

    /** Over services that are ready. */
    public Pipeline(Stack stack, Terminal terminal, Lifetime lifetime) {
        this.stack = stack;
        this.terminal = terminal;
        this.lifetime = lifetime;
    }

    /**
     * Tells of metrics and health from now on, if the configuration says where.
     *
     * @throws CommandFailure if it cannot be listened on the address
     */
    public Pipeline observed() {
        observation = lifetime.owns(Observation.begin(stack.configuration()));
        return this;
    }

    /** Makes the topics exist; returns how many partitions they have. */
    public TopicPartitions topics() {
        try (Admin admin = Kafka.admin(stack.target())) {
            return new TopicSetup(admin, stack.topics())
                    .ensure(stack.configuration().count(Key.PARTITIONS));
        }
    }

    /** Brings the reporting database's tables to this version. */
    public void tables() {
        ReportingDatabase.migrate(stack.database());
    }

    /**
     * Publishes the plans that are new; returns all published ones, by generation.
     *
     * @throws CommandFailure if there is none at all, or one cannot be measured over topics with these partitions; then none is
     *     published
     */
    public Map<String, List<Plan>> plans(Collection<Plan> plans, TopicPartitions partitions) {
        partitions.require(plans);
        Map<String, List<Plan>> generations = new PlanCatalog(stack.target()).publish(plans);
        if (generations.isEmpty()) {
            throw CommandFailure.usage(
                    "nothing to measure: topic " + stack.topics().plans() + " holds no plan; give one with --plans");
        }
        generations.forEach((generation, together) -> terminal.ok("plans     "
                + together.stream().map(Plan::id).collect(Collectors.joining(", ")) + " (generation " + generation
                + ")"));
        return generations;
    }

    /** Begins to measure; returns when every generation has its partitions or a minute has passed. */
    public void measure(Map<String, List<Plan>> generations, TopicPartitions partitions) throws InterruptedException {
        StreamsOptions options = StreamsOptions.of(stack);
        String servers = stack.target().bootstrapServers();
        MeasurementRun run = lifetime.owns(MeasurementRun.start(generations, stack.target(), partitions, options));
        failures.add(run.failure());
        run.applications().forEach(observation::watch);
        lifetime.owns(BrokerWatch.start(Kafka.admin(stack.target()), servers, terminal));
        if (!run.awaitRunning(START_PATIENCE)) {
            terminal.warn("measuring has not begun after " + START_PATIENCE.toSeconds()
                    + " s; the log says what it waits for");
        }
    }

    /** Lets time pass in the log while it is live, unless that is off. */
    public void tick() {
        Configuration configuration = stack.configuration();
        configuration.pace(Key.TICKS_EVERY).ifPresent(every -> {
            Admin admin = lifetime.owns(Kafka.admin(stack.target()));
            lifetime.owns(Ticker.start(stack.target(), configuration.duration(Key.TICKS_MARGIN), every, admin));
        });
    }

    /** Begins to write what was measured. */
    public void write() {
        SinkRun run = lifetime.owns(SinkRun.start(stack, terminal));
        failures.add(run.ended().toCompletableFuture());
        observation.watch(run::state);
    }

    /** Throws what has made measuring or writing stop by itself, if it has. */
    public void requireHealth() {
        failures.stream().filter(CompletableFuture::isDone).forEach(Pipeline::tell);
    }

    /** Goes on until something has to stop by itself, which is thrown, or the process is told to stop. */
    public void await() {
        tell(CompletableFuture.anyOf(failures.toArray(CompletableFuture[]::new)));
    }

    private static void tell(CompletableFuture<?> failure) {
        try {
            failure.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
