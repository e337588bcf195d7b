package dev.upshot.bench.e2e;

import com.zaxxer.hikari.HikariDataSource;
import dev.upshot.app.Target;
import dev.upshot.app.plans.PlanCatalog;
import dev.upshot.app.run.MeasurementRun;
import dev.upshot.app.run.StreamsOptions;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.app.verify.Drain;
import dev.upshot.sink.Sink;
import dev.upshot.sink.SinkSettings;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.topology.Measurement;
import dev.upshot.streams.topology.StreamsSettings;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The contenders over one set of topics. Each starts from the beginning under an application id of its own. */
final class Contest {

    private static final int PARTITIONS = 4;
    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Bed bed;
    private final Plan plan;
    private final Target target;
    private final TopicPartitions partitions;

    Contest(Bed bed, Plan plan, String name) {
        this.bed = bed;
        this.plan = plan;
        this.target = new Target(bed.bootstrapServers(), Map.of(), bed.wire(), new Topics(name + "."));
        try (Admin admin = admin()) {
            partitions = new TopicSetup(admin, target.topics()).ensure(PARTITIONS);
        }
    }

    Target target() {
        return target;
    }

    double passThrough() throws Exception {
        String output = newOutput("passed");
        return peer(
                "pass-through",
                PassThrough.topology(target.topics(), wire(), output),
                target.topics().inputs());
    }

    double dslJoin() throws Exception {
        String output = newOutput("joined");
        return peer(
                "dsl-join",
                DslJoin.topology(plan, target.topics(), wire(), output),
                List.of(target.topics().decisions(), target.topics().outcomes()));
    }

    double upshot() throws Exception {
        try (HikariDataSource database =
                bed.newDatabase(target.topics().prefix().replace(".", ""))) {
            ReportingDatabase.migrate(database);
            return upshot(database);
        }
    }

    private double upshot(DataSource database) {
        Map<String, List<Plan>> generations = new PlanCatalog(target).publish(List.of(plan));
        long start = System.nanoTime();
        try (MeasurementRun measuring = MeasurementRun.start(
                        generations,
                        target,
                        partitions,
                        new StreamsOptions(bed.directory().resolve("upshot"), THREADS, Map.of()));
                Sink sink = Sink.start(new SinkSettings(
                        database,
                        target.topics(),
                        Map.of("bootstrap.servers", target.bootstrapServers()),
                        target.wire()))) {
            Drain.await(target, database, PATIENCE, (done, total, unit) -> {});
            return seconds(start);
        }
    }

    private double peer(String name, Topology topology, List<String> inputs) throws Exception {
        Measurement same =
                new Measurement(name, List.of(plan), List.of(), target.topics(), PARTITIONS, Duration.ofSeconds(1));
        Properties settings = StreamsSettings.of(
                same, target.bootstrapServers(), bed.directory().resolve(name), THREADS, Map.of());
        if (name.equals("dsl-join")) {
            // Windowed range scans suffer from the point-read tuning: the peer gets its best.
            settings.remove(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG);
        }
        String group = StreamsSettings.applicationId(same);
        long start = System.nanoTime();
        try (KafkaStreams streams = new KafkaStreams(topology, settings);
                Admin admin = admin()) {
            streams.start();
            GroupLag.awaitNone(admin, group, Set.copyOf(inputs), PATIENCE);
            return seconds(start);
        }
    }

    private String newOutput(String name) throws Exception {
        String topic = target.topics().prefix() + name;
        try (Admin admin = admin()) {
            admin.createTopics(
                            List.of(new NewTopic(topic, PARTITIONS, (short) 1).configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        }
        return topic;
    }

    private WireFormat wire() {
        return WireFormat.of(target.ownWire());
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bed.bootstrapServers()));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
