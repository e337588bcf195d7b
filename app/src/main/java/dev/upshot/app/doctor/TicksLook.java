package dev.upshot.app.doctor;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.stack.TopicSetup;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Looks whether time can pass in the event topics: whether they take ticks, and this principal may write them. */
final class TicksLook {

    private TicksLook() {}

    /** One finding, or none where the topics do not exist yet. */
    static List<Finding> at(Admin admin, Stack stack) {
        List<String> inputs = stack.topics().inputs();
        if (!new TopicSetup(admin, stack.topics()).partitions().keySet().containsAll(inputs)) {
            return List.of();
        }
        List<String> compacted = compacted(admin, inputs);
        if (!compacted.isEmpty()) {
            return List.of(Finding.bad(
                    "ticks",
                    String.join(", ", compacted)
                            + ": compacted, so they lose all but a subject's last event and take no"
                            + " ticks; set cleanup.policy=delete and retention.ms=-1"));
        }
        Configuration configuration = stack.configuration();
        Optional<Duration> every = configuration.pace(Key.TICKS_EVERY);
        if (every.isEmpty()) {
            return List.of(Finding.note("ticks", "ticks.every is off: nothing becomes final unless others tick"));
        }
        List<String> closed = withoutWrite(admin, inputs);
        return List.of(
                closed.isEmpty()
                        ? Finding.ok(
                                "ticks",
                                "every " + every.get() + ", " + configuration.required(Key.TICKS_MARGIN) + " behind")
                        : Finding.note(
                                "ticks",
                                "these may not be written, so 'upshot run' and 'streams' let no time pass in them and nothing"
                                        + " becomes final; grant WRITE, or set ticks.every=off: "
                                        + String.join(", ", closed)));
    }

    private static List<String> compacted(Admin admin, List<String> topics) {
        List<ConfigResource> asked = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        return Kafka.await(admin.describeConfigs(asked).all()).entrySet().stream()
                .filter(topic -> topic.getValue()
                        .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                        .value()
                        .contains(TopicConfig.CLEANUP_POLICY_COMPACT))
                .map(topic -> topic.getKey().name())
                .sorted()
                .toList();
    }

    private static List<String> withoutWrite(Admin admin, Collection<String> topics) {
        DescribeTopicsOptions withOperations = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        return Kafka.await(admin.describeTopics(topics, withOperations).allTopicNames()).values().stream()
                .filter(topic -> !mayBeWritten(topic.authorizedOperations()))
                .map(TopicDescription::name)
                .sorted()
                .toList();
    }

    /** Nothing is known where the broker does not say. */
    private static boolean mayBeWritten(Set<AclOperation> operations) {
        return operations == null || operations.isEmpty() || operations.contains(AclOperation.WRITE);
    }
}
