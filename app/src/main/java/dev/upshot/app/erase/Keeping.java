package dev.upshot.app.erase;

import dev.upshot.app.stack.Kafka;
import dev.upshot.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How long a topic keeps a record that nobody takes out by itself.
 *
 * @param topic its name
 * @param retention for how long at least, from the record's own timestamp; empty: its age takes no record out
 * @param isCompacted whether a record goes when its key is written again
 */
public record Keeping(String topic, Optional<Duration> retention, boolean isCompacted) {

    /** Of the topics that hold the events themselves: those of producers, and the quarantine. */
    static List<Keeping> of(Admin admin, Topics names) {
        List<String> topics = new ArrayList<>(names.inputs());
        topics.add(names.quarantine());
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> configs =
                Kafka.await(admin.describeConfigs(resources).all());
        List<Keeping> all = new ArrayList<>();
        for (ConfigResource resource : resources) {
            Config config = Objects.requireNonNull(configs.get(resource), resource::name);
            all.add(of(
                    resource.name(),
                    config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value(),
                    config.get(TopicConfig.RETENTION_MS_CONFIG).value()));
        }
        return all;
    }

    /** As the broker tells it: {@code cleanup.policy} and {@code retention.ms}, which counts only where the policy deletes. */
    static Keeping of(String topic, String policy, String retentionMs) {
        List<String> policies = List.of(policy.split(",", -1));
        long millis = Long.parseLong(retentionMs);
        boolean ages = policies.contains(TopicConfig.CLEANUP_POLICY_DELETE) && millis >= 0;
        return new Keeping(
                topic,
                ages ? Optional.of(Duration.ofMillis(millis)) : Optional.empty(),
                policies.contains(TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** For people. */
    String render() {
        String leaves = retention
                .map(kept -> "each leaves " + span(kept) + " after its timestamp, or later")
                .orElse(
                        isCompacted
                                ? "each stays until its key is written again"
                                : "for ever, until somebody gives the topic a retention");
        return topic + ": " + leaves
                + (isCompacted && retention.isPresent() ? ", or when its key is written again" : "");
    }

    private static String span(Duration kept) {
        return kept.toDays() > 0 ? counted(kept.toDays(), "day") : counted(kept.toHours(), "hour");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
