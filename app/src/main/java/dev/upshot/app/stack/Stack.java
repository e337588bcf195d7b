package dev.upshot.app.stack;

import com.zaxxer.hikari.HikariDataSource;
import dev.upshot.app.CommandFailure;
import dev.upshot.app.Target;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.PassThrough;
import dev.upshot.app.config.Secrets;
import dev.upshot.app.config.Setting;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.embedded.EmbeddedException;
import dev.upshot.embedded.StateDirectory;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;

/**
 * The services a command works with, all of them ready. Immutable; what was started belongs to the command's
 * {@link Lifetime}.
 */
public final class Stack {
    private static final String EMBEDDED_SESSION_MILLIS = "10000";
    private static final Duration READERS_PATIENCE = Duration.ofMinutes(2);

    private final Configuration configuration;

    private Stack(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * For a command that reads what was measured, before anything is written or logged: new services would hold nothing.
     *
     * @throws CommandFailure if one of the parts would be embedded and never was in this state directory
     */
    public static void requireMeasured(Configuration configuration, Set<Part> parts) {
        List<String> never = new TreeSet<>(parts)
                .stream()
                        .filter(part -> configuration.setting(part.address()).isEmpty())
                        .filter(part -> !Services.wasStarted(part, configuration.stateDirectory()))
                        .map(part -> part.address().text())
                        .toList();
        if (!never.isEmpty() && running(configuration).isEmpty()) {
            throw CommandFailure.notFound("nothing has been measured in " + configuration.stateDirectory()
                    + ": give --state-dir (the demo's is .upshot/demo), or, for what was measured elsewhere, "
                    + String.join(", ", never));
        }
    }

    /**
     * For a command that looks or adds: joins an upshot that runs in the same state directory; where there is none,
     * starts what has no address.
     *
     * @throws CommandFailure if a given service does not answer or the state directory cannot be used
     * @throws EmbeddedException if an embedded service cannot be started
     */
    public static Stack use(Configuration configuration, Set<Part> parts, Terminal terminal, Lifetime lifetime) {
        if (parts.stream()
                .allMatch(part -> configuration.setting(part.address()).isPresent())) {
            return new StackStart(configuration, terminal, lifetime).of(parts);
        }
        Optional<RunningStack> running = running(configuration);
        if (running.isEmpty()) {
            return own(configuration, parts, terminal, lifetime);
        }
        terminal.say(
                "  using the services of process " + running.get().pid() + " in " + configuration.stateDirectory());
        return new Stack(join(configuration, parts, running.get()));
    }

    /**
     * For a command that keeps state: the state directory is its alone.
     *
     * @throws CommandFailure if a given service does not answer, the state directory cannot be written or another
     *     process holds it
     * @throws EmbeddedException if an embedded service cannot be started
     */
    public static Stack own(Configuration configuration, Set<Part> parts, Terminal terminal, Lifetime lifetime) {
        return startIn(hold(configuration, lifetime), configuration, parts, terminal, lifetime);
    }

    /**
     * Takes the state directory for this process alone.
     *
     * @throws CommandFailure if it cannot be written or another process holds it
     */
    public static StateDirectory hold(Configuration configuration, Lifetime lifetime) {
        try {
            return lifetime.owns(StateDirectory.lock(configuration.stateDirectory()));
        } catch (EmbeddedException e) {
            throw CommandFailure.usage("state.dir: " + e.getMessage(), e);
        }
    }

    /** As {@link #own}, in a state directory that is held already. */
    public static Stack startIn(
            StateDirectory held, Configuration configuration, Set<Part> parts, Terminal terminal, Lifetime lifetime) {
        Stack stack = new StackStart(configuration, terminal, lifetime).of(parts);
        Map<String, String> embedded = new LinkedHashMap<>();
        for (Key key : StackStart.ADDRESSES) {
            if (configuration.setting(key).isEmpty()) {
                stack.configuration.text(key).ifPresent(value -> embedded.put(key.text(), value));
            }
        }
        lifetime.owns(RunningStack.ofThisProcess(embedded).leaveIn(held.path()));
        return stack;
    }

    /** What there is without starting anything: the given addresses and those of an upshot that runs here. */
    public static Stack found(Configuration configuration) {
        return new Stack(running(configuration)
                .map(running -> join(configuration, Set.of(), running))
                .orElse(configuration));
    }

    /** @throws CommandFailure if a service whose address is known does not answer */
    public void require(Part part) {
        Services.require(part, configuration);
    }

    static Stack at(Configuration configuration) {
        return new Stack(configuration);
    }

    private static Optional<RunningStack> running(Configuration configuration) {
        try {
            return RunningStack.in(configuration.stateDirectory());
        } catch (EmbeddedException e) {
            throw CommandFailure.usage("state.dir: " + e.getMessage(), e);
        }
    }

    private static Configuration join(Configuration configuration, Set<Part> parts, RunningStack running) {
        Configuration joined = configuration;
        for (Key key : StackStart.ADDRESSES) {
            String address = running.addresses().get(key.text());
            if (joined.setting(key).isEmpty() && address != null) {
                joined = joined.with(key, address, "process " + running.pid());
            }
        }
        for (Part part : parts) {
            if (joined.setting(part.address()).isEmpty()) {
                throw CommandFailure.unavailable("process " + running.pid() + ", which holds the state directory "
                        + configuration.stateDirectory() + ", runs no " + part.word() + "; stop it first, or give "
                        + part.address().text());
            }
        }
        return joined;
    }

    /** All settings, with the addresses of what is embedded. */
    public Configuration configuration() {
        return configuration;
    }

    /** The names of the topics. */
    public Topics topics() {
        return new Topics(configuration.required(Key.TOPIC_PREFIX));
    }

    /** Where events are and go: broker, registry, topics. */
    public Target target() {
        Map<String, String> wire = new HashMap<>(configuration.passedThrough(PassThrough.REGISTRY));
        wire.put("schema.registry.url", configuration.required(Key.REGISTRY_URL));
        return new Target(
                configuration.required(Key.BOOTSTRAP_SERVERS),
                configuration.passedThrough(PassThrough.KAFKA),
                wire,
                topics());
    }

    /** The settings of a Kafka consumer, the brokers' addresses among them. */
    public Map<String, String> consumer() {
        Map<String, String> consumer = new HashMap<>();
        if (configuration
                .setting(Key.BOOTSTRAP_SERVERS)
                .filter(Setting::embedded)
                .isPresent()) {
            // After a kill -9 the broker, which was killed too, waits so long for the members it remembers.
            consumer.put("session.timeout.ms", EMBEDDED_SESSION_MILLIS);
        }
        consumer.putAll(configuration.passedThrough(PassThrough.KAFKA));
        consumer.put("bootstrap.servers", configuration.required(Key.BOOTSTRAP_SERVERS));
        return consumer;
    }

    /**
     * The administrative side of the broker, of which nothing but its own address need be known; to be closed by the
     * caller.
     */
    public Admin admin() {
        return Kafka.admin(
                configuration.required(Key.BOOTSTRAP_SERVERS), configuration.passedThrough(PassThrough.KAFKA));
    }

    /**
     * Makes a connection to the reporting database each time it is asked. A statement may take as long as it takes; a server
     * whose machine is gone is given up.
     */
    public DataSource database() {
        return Database.of(configuration);
    }

    /** As {@link #database}, but a server that says nothing for so long is given up too; {@code jdbc.url} may say otherwise. */
    public DataSource database(Duration silence) {
        return Database.of(configuration, silence);
    }

    /** As {@link #database}, for whoever asks while a reader waits: a server that hangs is given up after two minutes. */
    public DataSource answeringDatabase() {
        return database(READERS_PATIENCE);
    }

    /** A pool of connections to the reporting database, to be closed by the caller. */
    public HikariDataSource connections() {
        return ReportingDatabase.connect(
                configuration.required(Key.JDBC_URL),
                configuration.text(Key.JDBC_USER).orElseGet(() -> System.getProperty("user.name")),
                configuration.password().orElse(null),
                configuration.passedThrough(PassThrough.JDBC));
    }

    /** For people: how to look at the reporting database with psql. */
    public String psql() {
        String user = configuration.text(Key.JDBC_USER).map(name -> name + "@").orElse("");
        String address = Secrets.inAddress(configuration.required(Key.JDBC_URL)).replaceFirst("^jdbc:", "");
        return "psql \"" + address.replaceFirst("//", "//" + user) + "\"";
    }
}
