package dev.upshot.app.pipeline;

import dev.upshot.app.Target;
import dev.upshot.app.plans.PlanCatalog;
import dev.upshot.app.publish.KafkaPublisher;
import dev.upshot.app.publish.Publisher;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.run.MeasurementRun;
import dev.upshot.app.run.StreamsOptions;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.app.verify.Drain;
import dev.upshot.app.verify.Verification;
import dev.upshot.app.verify.VerifyException;
import dev.upshot.app.verify.VerifyReport;
import dev.upshot.app.verify.VerifySettings;
import dev.upshot.sink.Sink;
import dev.upshot.sink.SinkSettings;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.streams.plan.Plan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Topics, measuring and writing under a name of their own, over shared services. */
public final class RunningPipeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** All but what depends on how often something was sent. */
    private static final String HEALTH = "(select (to_jsonb(h) - 'duplicate_count')::text from outcome.join_health h)";

    private final Target target;
    private final DataSource database;
    private final TopicPartitions partitions;
    private final Deque<MeasurementRun> measuring = new ArrayDeque<>();
    private final Deque<Sink> sinks = new ArrayDeque<>();
    private long lastObserved;

    public RunningPipeline(RealServices services, String name, int partitions, List<Plan> plans, Path state) {
        this(services.target(name + "."), services.newDatabase(name), partitions, plans, state.resolve(name));
    }

    RunningPipeline(Target target, DataSource database, int partitions, List<Plan> plans, Path state) {
        this.target = target;
        this.database = database;
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers()))) {
            this.partitions = new TopicSetup(admin, target.topics()).ensure(partitions);
        }
        ReportingDatabase.migrate(database);
        measure(plans, state);
        write(database, target.topics().prefix() + "sink");
    }

    /** Starts a sink of this group. */
    private void write(DataSource database, String group) {
        Map<String, String> kafka = Map.of("bootstrap.servers", target.bootstrapServers(), "group.id", group);
        sinks.push(Sink.start(new SinkSettings(database, target.topics(), kafka, target.wire())));
    }

    /** Starts another instance, which publishes these plans and measures all that are published, with state of its own. */
    public void measure(List<Plan> plans, Path state) {
        measuring.push(MeasurementRun.start(
                new PlanCatalog(target).publish(plans), target, partitions, new StreamsOptions(state, 2, Map.of())));
    }

    /** Another instance, as above; returns when it has partitions. */
    void join(List<Plan> plans, Path state) throws InterruptedException {
        measure(plans, state);
        if (!measuring.element().awaitRunning(PATIENCE)) {
            throw new IllegalStateException("the instance has no partitions");
        }
    }

    /** The instance that was started first stops. */
    void leave() {
        measuring.removeLast().close();
    }

    /** Stops every instance that measures. */
    public void stopMeasuring() {
        while (!measuring.isEmpty()) {
            measuring.pop().close();
        }
    }

    public Target target() {
        return target;
    }

    public DataSource database() {
        return database;
    }

    /** Publishes these events and waits until all of them are in the tables. */
    public void publish(Iterable<TimedEvent> events) throws InterruptedException {
        send(events);
        drain();
    }

    /** Publishes these events and waits for nothing. */
    void send(Iterable<TimedEvent> events) {
        try (Publisher publisher = KafkaPublisher.to(target)) {
            for (TimedEvent event : events) {
                publisher.publish(event);
                lastObserved = Math.max(lastObserved, event.observedAt());
            }
        }
    }

    /** Lets time pass in the log up to the last event published, and waits until that is in the tables, too. */
    void letTimePass() throws InterruptedException {
        try (Publisher publisher = KafkaPublisher.to(target)) {
            publisher.tick(Instant.ofEpochMilli(lastObserved));
        }
        drain();
    }

    public void drain() throws InterruptedException {
        drain(database);
    }

    private void drain(DataSource into) {
        try {
            Drain.await(target, into, PATIENCE, (done, total, unit) -> {});
        } catch (VerifyException e) {
            throw new AssertionError(e.getMessage() + "\n" + atWork(), e);
        }
    }

    /** What those who measure and write are doing, and the database, for whoever wonders why nothing comes. */
    private String atWork() {
        List<String> told = new ArrayList<>();
        measuring.forEach(run -> told.add("measuring: " + run.failure()));
        sinks.forEach(sink -> told.add("sink: " + sink.state()));
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            if (thread.getName().matches(".*(StreamThread|StateUpdater|sink).*")) {
                told.add(thread
                        + Stream.of(frames).map(frame -> "\n\tat " + frame).collect(Collectors.joining()));
            }
        });
        try (Connection connection = database.getConnection();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery(
                                "select concat_ws(' ', state, wait_event_type, wait_event, now() - query_start, query)"
                                        + " from pg_stat_activity where datname = current_database()")) {
            while (rows.next()) {
                told.add("database: " + rows.getString(1));
            }
        } catch (SQLException e) {
            told.add("database: " + e.getMessage());
        }
        return String.join("\n", told);
    }

    /** Has the topics written into an empty database too, from their beginning; returns when all of it is in its tables. */
    void writeAnew(DataSource empty) throws InterruptedException {
        ReportingDatabase.migrate(empty);
        write(empty, target.topics().prefix() + "anew");
        drain(empty);
    }

    public VerifyReport verify() {
        return verify(database);
    }

    VerifyReport verify(DataSource database) {
        return Verification.run(new VerifySettings(target, database, (done, total, unit) -> {}));
    }

    /** Every row of the reporting tables and views, as text, in a fixed order. */
    public List<String> dump() {
        return dump(database);
    }

    static List<String> dump(DataSource database) {
        List<String> rows = new ArrayList<>();
        for (String relation : List.of(
                "outcome.cells",
                "outcome.kpi_cells",
                "outcome.odd_half_cells",
                "outcome.age_cells",
                "outcome.lifts",
                "outcome.lift_readings",
                "outcome.trust_checks",
                "outcome.false_positive_meter",
                "outcome.kpis",
                "outcome.restatements",
                "outcome.join_delays",
                HEALTH,
                "outcome.decisions",
                "outcome.attributed_outcomes",
                "report.decisions",
                "report.lifts",
                "report.lift_readings",
                "report.maturity")) {
            try (Connection connection = database.getConnection();
                    ResultSet result = connection
                            .createStatement()
                            .executeQuery("select r::text from " + relation + " r order by r::text collate \"C\"")) {
                while (result.next()) {
                    rows.add(relation + " " + result.getString(1));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(relation, e);
            }
        }
        return rows;
    }

    @Override
    public void close() {
        stopMeasuring();
        sinks.forEach(Sink::close);
    }
}
