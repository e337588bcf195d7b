package dev.upshot.bench.e2e;

import dev.upshot.app.Target;
import dev.upshot.app.plans.PlanCatalog;
import dev.upshot.app.publish.KafkaPublisher;
import dev.upshot.app.publish.Publisher;
import dev.upshot.app.run.MeasurementRun;
import dev.upshot.app.run.StreamsOptions;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.topology.Measurement;
import dev.upshot.streams.topology.StreamsSettings;
import dev.upshot.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.rocksdb.RocksDBException;

/** Topics of their own for one plan, on which the real application runs as often as one likes and goes on where it stopped. */
final class Course {

    private static final int BROKER = 1;
    private static final int PARTITIONS = 4;
    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Path state;
    private final Target target;
    private final TopicPartitions partitions;
    private final Map<String, List<Plan>> generations;
    private final Map<String, String> settings;

    Course(Bed bed, Plan plan, String name) {
        this(bed, plan, name, Map.of());
    }

    /** With settings of Kafka Streams of its own. */
    Course(Bed bed, Plan plan, String name, Map<String, String> settings) {
        this.settings = settings;
        state = bed.directory().resolve("state-" + name);
        target = new Target(bed.bootstrapServers(), Map.of(), bed.wire(), new Topics(name + "."));
        try (Admin admin = admin()) {
            partitions = new TopicSetup(admin, target.topics()).ensure(PARTITIONS);
        }
        generations = new PlanCatalog(target).publish(List.of(plan));
    }

    /** Writes events into the topics, and returns only when all are there. */
    long publish(ToLongFunction<Publisher> history) {
        try (Publisher publisher = KafkaPublisher.to(target)) {
            return history.applyAsLong(publisher);
        }
    }

    /** Lets the application measure so many records that were written, and stops it. */
    Cost measure(long records) throws Exception {
        long start = System.nanoTime();
        try (MeasurementRun run = MeasurementRun.start(
                        generations, target, partitions, new StreamsOptions(state, THREADS, settings));
                Admin admin = admin()) {
            GroupLag.awaitNone(
                    admin,
                    group(),
                    Set.of(target.topics().decisions(), target.topics().outcomes()),
                    PATIENCE);
            return new Cost(records, (System.nanoTime() - start) / 1e9, Cost.streamThreads());
        }
    }

    /** What the journeys and the index of their ends take. */
    StateSize stateSize() throws IOException, RocksDBException {
        return StateSize.of(state, List.of("journeys", "expiries"));
    }

    /** What the changelogs of these stores take in the broker, with what compaction has yet to take away. */
    long changelogBytes(List<String> stores) throws Exception {
        try (Admin admin = admin()) {
            return admin.describeLogDirs(List.of(BROKER)).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().startsWith(group())
                            && stores.stream()
                                    .anyMatch(store -> replica.getKey().topic().endsWith("-" + store + "-changelog")))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }

    private String group() {
        Map.Entry<String, List<Plan>> only = generations.entrySet().iterator().next();
        return StreamsSettings.applicationId(new Measurement(
                only.getKey(), only.getValue(), List.of(), target.topics(), PARTITIONS, Duration.ofSeconds(1)));
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", target.bootstrapServers()));
    }
}
