package dev.upshot.app.stack;

import dev.upshot.app.CommandFailure;
import dev.upshot.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics that are missing and refuses ones that cannot work whatever the plans are. What plans ask of the event
 * topics is told by {@link TopicPartitions}.
 */
public final class TopicSetup {
    /** A sink that was away for this long still learns what was deleted: three months, in milliseconds. */
    private static final String KEEP_TOMBSTONES = "7776000000";

    /** What was erased from the ledger is gone from its topic after this long, however little is written: a week, in milliseconds. */
    private static final String COMPACT_LEDGER_WITHIN = "604800000";

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Admin admin;
    private final Topics topics;

    /** Works on these topics with this client, which stays the caller's. */
    public TopicSetup(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * Makes all topics exist.
     *
     * @param partitions how many partitions the topics get if none exists
     * @return how many partitions they have
     * @throws CommandFailure if existing topics do not fit each other, or topics cannot be created
     */
    public TopicPartitions ensure(int partitions) {
        Map<String, Integer> existing = partitions();
        TopicPartitions wanted = wanted(existing, partitions);
        List<NewTopic> missing = new ArrayList<>();
        for (String topic : topics.all()) {
            if (!existing.containsKey(topic)) {
                missing.add(
                        newTopic(topic, isSingle(topic) ? 1 : wanted.inputs().getOrDefault(topic, wanted.measuring())));
            }
        }
        create(missing);
        return wanted(awaitAll(topics.all()), partitions);
    }

    /**
     * Makes one of the topics of one partition exist, and no other.
     *
     * @throws CommandFailure if it cannot be created
     */
    public void ensureSingle(String topic) {
        List<String> wanted = List.of(topic);
        Map<String, Integer> existing = partitions(wanted);
        if (existing.isEmpty()) {
            create(List.of(newTopic(topic, 1)));
            existing = awaitAll(wanted);
        }
        requireSingle(topic, existing);
    }

    /** A topic that the controller has made is not at once known to every broker. */
    private Map<String, Integer> awaitAll(Collection<String> wanted) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        Map<String, Integer> existing = partitions(wanted);
        while (!existing.keySet().containsAll(wanted)) {
            if (System.nanoTime() > deadline) {
                throw CommandFailure.unavailable("topics with the prefix " + topics.prefix()
                        + " were created and have not appeared after " + VISIBLE_WITHIN.toSeconds()
                        + " s; look at the broker's log");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            existing = partitions(wanted);
        }
        return existing;
    }

    /** How many partitions each of our topics has, of those that exist. */
    public Map<String, Integer> partitions() {
        return partitions(topics.all());
    }

    private Map<String, Integer> partitions(Collection<String> wanted) {
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(wanted).topicNameValues();
        Map<String, Integer> existing = new HashMap<>();
        asked.forEach((topic, answer) -> {
            try {
                existing.put(topic, Kafka.await(answer).partitions().size());
            } catch (UnknownTopicOrPartitionException e) {
                // It is missing, and will be created.
            }
        });
        return existing;
    }

    /**
     * How many partitions each topic has, or gets: as many as the event topics that exist, the most of them where they differ.
     *
     * @param existing how many the topics have that exist
     * @param partitions how many they get if none exists
     * @throws CommandFailure if existing topics cannot be used together, whatever the plans
     */
    public TopicPartitions wanted(Map<String, Integer> existing, int partitions) {
        singles().forEach(single -> requireSingle(single, existing));
        Optional<Integer> measuring = measuring(existing);
        int most = topics.inputs().stream()
                .filter(existing::containsKey)
                .mapToInt(existing::get)
                .max()
                .orElse(measuring.orElse(partitions));
        Map<String, Integer> inputs = new LinkedHashMap<>();
        topics.inputs().forEach(topic -> inputs.put(topic, existing.getOrDefault(topic, most)));
        return new TopicPartitions(inputs, measuring.orElse(most));
    }

    private static void requireSingle(String topic, Map<String, Integer> existing) {
        if (existing.getOrDefault(topic, 1) != 1) {
            throw CommandFailure.usage("topic " + topic + " must have one partition and has " + existing.get(topic)
                    + "; delete it, then it is created rightly");
        }
    }

    private Optional<Integer> measuring(Map<String, Integer> existing) {
        Integer cells = existing.get(topics.cells());
        Integer lifts = existing.get(topics.lifts());
        if (cells != null && lifts != null && !cells.equals(lifts)) {
            throw CommandFailure.usage("topics " + topics.cells() + " and " + topics.lifts() + " must have equally many"
                    + " partitions, and have " + cells + " and " + lifts
                    + "; create them anew with one number, or choose another --topic-prefix");
        }
        return Optional.ofNullable(cells == null ? lifts : cells);
    }

    private boolean isSingle(String topic) {
        return singles().anyMatch(topic::equals);
    }

    private Stream<String> singles() {
        return Stream.of(topics.plans(), topics.erasures(), topics.quarantine(), topics.scorecards());
    }

    private NewTopic newTopic(String topic, int partitions) {
        Map<String, String> config = new HashMap<>();
        // Imported and simulated history is older than any retention, and a replay needs all of it.
        config.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        if (List.of(
                        topics.plans(),
                        topics.cells(),
                        topics.lifts(),
                        topics.ledger(),
                        topics.erasures(),
                        topics.scorecards())
                .contains(topic)) {
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            config.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, KEEP_TOMBSTONES);
        }
        if (topic.equals(topics.ledger())) {
            config.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, COMPACT_LEDGER_WITHIN);
        }
        return new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config);
    }

    private void create(List<NewTopic> missing) {
        admin.createTopics(missing).values().forEach((topic, created) -> {
            try {
                Kafka.await(created);
            } catch (TopicExistsException e) {
                // Another instance was quicker.
            } catch (AuthorizationException e) {
                throw CommandFailure.unavailable(
                        "the broker does not allow creating topic " + topic
                                + "; grant CREATE on it, or have it created: " + describe(missing),
                        e);
            }
        });
    }

    private static String describe(List<NewTopic> topics) {
        return topics.stream()
                .map(topic -> topic.name() + " with " + topic.numPartitions() + " partitions and " + topic.configs())
                .collect(Collectors.joining("; "));
    }
}
