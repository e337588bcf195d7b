package dev.upshot.bench.e2e;

import com.zaxxer.hikari.HikariDataSource;
import dev.upshot.app.Target;
import dev.upshot.app.plans.PlanCatalog;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.app.run.MeasurementRun;
import dev.upshot.app.run.StreamsOptions;
import dev.upshot.app.simulate.SimulatedEvent;
import dev.upshot.app.simulate.Simulation;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.stack.TopicSetup;
import dev.upshot.sink.Sink;
import dev.upshot.sink.SinkSettings;
import dev.upshot.sink.database.ReportingDatabase;
import dev.upshot.streams.plan.Plan;
import dev.upshot.streams.plan.yaml.PlanReader;
import dev.upshot.wire.Topics;
import dev.upshot.wire.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Milliseconds from sending an event until a reader of {@code report.lifts} sees a lift that holds it, at a steady rate. What
 * a lift holds is told by {@code ops.progress}, in the transaction that brings the lift; one event in fifty is followed. The
 * first third is not counted: it is for the compiler.
 */
public final class Latency {
    private static final int PARTITIONS = 4;
    private static final int THREADS = 2;
    private static final int DAYS = 90;
    private static final int FOLLOWED = 50;
    private static final Duration SLICE = Duration.ofMillis(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The lowest position over the partitions of the cells topic: a lift may lie in any of them. */
    private static final String SEEN = """
            select p.source_partition, t.key, min(t.value::bigint)
              from ops.progress p cross join lateral jsonb_each_text(p.positions) t
             where p.stage = 'LIFTS'
             group by 1, 2
            """;

    private final Target target;
    private final Map<TopicPartition, Queue<Sent>> waiting = new ConcurrentHashMap<>();
    private final List<Double> millis = new ArrayList<>();
    private volatile boolean counts;

    private Latency(Target target) {
        this.target = target;
    }

    private record Sent(long offset, long at, boolean counts) {}

    /** Arguments: events a second, default 5,000; seconds, default 90. */
    public static void main(String[] args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 90;
        Plan plan = PlanReader.read(Path.of("examples", "claims-triage.yaml"));
        Path directory = Files.createTempDirectory("upshot-bench");
        try (Bed bed = new Bed(directory);
                HikariDataSource database = bed.newDatabase("latency")) {
            ReportingDatabase.migrate(database);
            Target target = new Target(bed.bootstrapServers(), Map.of(), bed.wire(), new Topics("latency."));
            TopicPartitions partitions;
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", target.bootstrapServers()))) {
                partitions = new TopicSetup(admin, target.topics()).ensure(PARTITIONS);
            }
            try (MeasurementRun measuring = MeasurementRun.start(
                            new PlanCatalog(target).publish(List.of(plan)),
                            target,
                            partitions,
                            new StreamsOptions(directory.resolve("upshot"), THREADS, Map.of()));
                    Sink sink = Sink.start(new SinkSettings(
                            database,
                            target.topics(),
                            Map.of("bootstrap.servers", target.bootstrapServers()),
                            target.wire()))) {
                new Latency(target).run(plan, rate, seconds, database);
            }
        }
        System.exit(0); // client threads that linger must not hold the figures back
    }

    private void run(Plan plan, int rate, int seconds, HikariDataSource database) throws Exception {
        Thread sender = new Thread(() -> send(plan, rate, seconds), "sender");
        sender.start();
        try (Connection connection = database.getConnection();
                PreparedStatement seen = connection.prepareStatement(SEEN)) {
            long deadline = System.nanoTime() + PATIENCE.plusSeconds(seconds).toNanos();
            while (sender.isAlive() || !waiting.values().stream().allMatch(Queue::isEmpty)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("events are not in the lifts after " + PATIENCE);
                }
                take(seen);
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
        print(rate);
    }

    private void send(Plan plan, int rate, int seconds) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", target.bootstrapServers());
        int perSlice = (int) Math.max(1, rate * SLICE.toMillis() / 1_000);
        Iterator<SimulatedEvent> events =
                Simulation.of(plan, (long) rate * seconds, DAYS, 1).iterator();
        long slices = Duration.ofSeconds(seconds).dividedBy(SLICE);
        try (KafkaProducer<String, SpecificRecord> producer = new KafkaProducer<>(
                settings, new StringSerializer(), WireFormat.of(target.wire()).serializer())) {
            long begin = System.nanoTime();
            for (long slice = 0; slice < slices; slice++) {
                counts = slice > slices / 3;
                for (int i = 0; i < perSlice && events.hasNext(); i++) {
                    send(events.next().event(), i % FOLLOWED == 0, producer);
                }
                LockSupport.parkNanos(begin + (slice + 1) * SLICE.toNanos() - System.nanoTime());
            }
        }
    }

    private void send(TimedEvent event, boolean isFollowed, KafkaProducer<String, SpecificRecord> producer) {
        long at = System.nanoTime();
        boolean counted = counts;
        producer.send(
                new ProducerRecord<>(
                        event.kind().topic(target.topics()), null, event.observedAt(), event.key(), event.value()),
                (written, failure) -> {
                    if (failure == null && isFollowed) {
                        waiting.computeIfAbsent(
                                        new TopicPartition(written.topic(), written.partition()),
                                        any -> new ConcurrentLinkedQueue<>())
                                .add(new Sent(written.offset(), at, counted));
                    }
                });
    }

    private void take(PreparedStatement seen) throws SQLException {
        try (ResultSet positions = seen.executeQuery()) {
            long now = System.nanoTime();
            while (positions.next()) {
                Queue<Sent> sent = waiting.get(new TopicPartition(positions.getString(2), positions.getInt(1)));
                long next = positions.getLong(3);
                for (Sent first = sent == null ? null : sent.peek();
                        sent != null && first != null && first.offset() < next;
                        first = sent.peek()) {
                    sent.remove();
                    if (first.counts()) {
                        millis.add((now - first.at()) / 1e6);
                    }
                }
            }
        }
    }

    private void print(int rate) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.println("| events/s | followed | p50, ms | p90, ms | p99, ms | slowest, ms |");
        System.out.println("|---|---|---|---|---|---|");
        System.out.printf(
                Locale.ROOT,
                "| %,d | %,d | %,.0f | %,.0f | %,.0f | %,.0f |%n",
                rate,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[sorted.length * 9 / 10],
                sorted[sorted.length * 99 / 100],
                sorted[sorted.length - 1]);
    }
}
