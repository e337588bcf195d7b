package dev.upshot.app.verify;

import dev.upshot.app.Target;
import dev.upshot.wire.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * How far the pipeline is: the ends of the topics against the positions in the reporting database. The events are
 * worked off when every generation's cells and lifts contain them and the sink has written all that was sent to it.
 */
final class Pipeline implements AutoCloseable {

    private static final int CHECK_SECONDS = 5;

    private final Target target;
    private final DataSource database;
    private final Admin admin;
    private final Tails tails;

    /** One for all looks, replaced when it was cut: a wait looks five times a second. */
    private @Nullable Connection connection;

    Pipeline(Target target, DataSource database) {
        this.target = target;
        this.database = database;
        Map<String, Object> config = new HashMap<>(target.kafka());
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        this.admin = Admin.create(config);
        this.tails = new Tails(target);
    }

    /**
     * The stages that lag, in the order of the path. The ends of the sink's topics are asked after the progress was
     * read: whatever led to that progress is before them. The database is read as of one moment: a plan that comes to it
     * meanwhile, and with it a generation, still lags.
     */
    List<Lag> lags() {
        Topics topics = target.topics();
        Map<TopicPartition, Long> inputs = ends(topics.inputs(), IsolationLevel.READ_COMMITTED);
        try {
            Connection connection = connection();
            List<Lag> lags = new ArrayList<>(stages(connection, inputs));
            // To the last record: a transaction that is committed may lack its mark in one partition and have it in
            // another.
            Map<TopicPartition, Long> outputs = ends(topics.results(), IsolationLevel.READ_UNCOMMITTED);
            lags.addAll(sink(connection, outputs));
            connection.rollback();
            return lags;
        } catch (SQLException e) {
            throw DatabaseTrouble.of(e);
        }
    }

    private Connection connection() throws SQLException {
        if (connection != null && !connection.isValid(CHECK_SECONDS)) {
            connection.close();
            connection = null;
        }
        if (connection == null) {
            connection = database.getConnection();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        return connection;
    }

    private List<Lag> stages(Connection connection, Map<TopicPartition, Long> inputs) throws SQLException {
        int throughPartitions = partitions(List.of(target.topics().cells())).size();
        Map<String, Map<Place, Map<String, Long>>> positions = positions(connection);
        if (positions.isEmpty()) {
            return List.of(
                    new Lag("the measuring", sum(inputs), "no plan has reached the database: is `upshot run` up?"));
        }
        List<Lag> lags = new ArrayList<>();
        positions.forEach((generation, known) -> {
            for (String stage : List.of("CELLS", "LIFTS")) {
                Map<Integer, Long> behind = new HashMap<>();
                inputs.forEach((input, end) -> {
                    for (int through = 0; through < throughPartitions; through++) {
                        long position = Math.max(
                                keyed(known, stage, input, through),
                                routed(known, stage, input, through, throughPartitions));
                        behind.merge(through, tails.behind(input, position, end), Long::sum);
                    }
                });
                long most = behind.values().stream()
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
                if (most > 0) {
                    lags.add(new Lag(
                            "stage " + stage + " of generation " + generation, most, "is `upshot streams` up?"));
                }
            }
        });
        return lags;
    }

    /** Where the topics are keyed by subject, the task of a partition tells of it. */
    private static long keyed(Map<Place, Map<String, Long>> known, String stage, TopicPartition input, int through) {
        return known.getOrDefault(new Place(stage, input.partition(), through), Map.of())
                .getOrDefault(input.topic(), 0L);
    }

    /** Where events are brought together by subject first, every task tells of every partition: the slowest counts. */
    private static long routed(
            Map<Place, Map<String, Long>> known, String stage, TopicPartition input, int through, int tasks) {
        return IntStream.range(0, tasks)
                .mapToLong(task -> known.getOrDefault(new Place(stage, task, through), Map.of())
                        .getOrDefault(input.toString(), 0L))
                .min()
                .orElse(0);
    }

    private record Place(String stage, int sourcePartition, int throughPartition) {}

    /** Per generation and place: the next offset of each event topic. */
    private static Map<String, Map<Place, Map<String, Long>>> positions(Connection connection) throws SQLException {
        Map<String, Map<Place, Map<String, Long>>> positions = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        select g.generation, p.stage, p.source_partition, p.through_partition, t.key, t.value::bigint
                          from (select distinct generation from outcome.plan_versions) g
                          left join ops.progress p using (generation)
                          left join lateral jsonb_each_text(p.positions) t on true
                        """);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Map<Place, Map<String, Long>> known =
                        positions.computeIfAbsent(rows.getString(1), generation -> new HashMap<>());
                if (rows.getString(5) != null) {
                    known.computeIfAbsent(
                                    new Place(rows.getString(2), rows.getInt(3), rows.getInt(4)),
                                    place -> new HashMap<>())
                            .put(rows.getString(5), rows.getLong(6));
                }
            }
        }
        return positions;
    }

    private static List<Lag> sink(Connection connection, Map<TopicPartition, Long> outputs) throws SQLException {
        Map<TopicPartition, Long> written = new HashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select topic, partition, next_offset from ops.sink_offsets");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                written.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
        }
        Map<String, Long> behind = new TreeMap<>();
        outputs.forEach((output, end) ->
                behind.merge(output.topic(), Math.max(0, end - written.getOrDefault(output, 0L)), Long::sum));
        return behind.entrySet().stream()
                .filter(topic -> topic.getValue() > 0)
                .map(topic -> new Lag("the sink in " + topic.getKey(), topic.getValue(), "is `upshot sink` up?"))
                .toList();
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<TopicPartition> partitions(List<String> topics) {
        return await(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(Pipeline::partitions)
                .toList();
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    private Map<TopicPartition, Long> ends(List<String> topics, IsolationLevel isolation) {
        return await(admin.listOffsets(
                                partitions(topics).stream()
                                        .collect(Collectors.toMap(partition -> partition, p -> OffsetSpec.latest())),
                                new ListOffsetsOptions(isolation))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw VerifyException.notFound(
                        "a topic with the prefix " + target.topics().prefix()
                                + " does not exist on " + target.bootstrapServers()
                                + ": check the topic prefix, or start `upshot run` once, which creates the topics");
            }
            if (e.getCause() instanceof KafkaException cause) {
                throw VerifyException.unavailable(
                        "the broker " + target.bootstrapServers() + " cannot be used: " + cause.getMessage(), cause);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        try (admin;
                tails) {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw DatabaseTrouble.of(e);
        }
    }
}
