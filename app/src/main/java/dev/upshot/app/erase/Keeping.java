package dev.upshot.app.erase;

import dev.upshot.app.Target;
import dev.upshot.app.stack.Kafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How long a topic keeps a record that nothing but its age takes out.
 *
 * @param topic its name
 * @param retention for how long at least, from the record's own timestamp; empty: for ever
 */
public record Keeping(String topic, Optional<Duration> retention) {

    /** Of the topics that hold the events themselves: those of producers, and the quarantine. */
    static List<Keeping> of(Target target) {
        List<String> topics = new ArrayList<>(target.topics().inputs());
        topics.add(target.topics().quarantine());
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try (Admin admin = Kafka.admin(target)) {
            Map<ConfigResource, Config> configs =
                    Kafka.await(admin.describeConfigs(resources).all());
            List<Keeping> all = new ArrayList<>();
            for (ConfigResource resource : resources) {
                Config config = configs.get(resource);
                all.add(new Keeping(
                        resource.name(),
                        retention(
                                config == null
                                        ? "-1"
                                        : config.get(TopicConfig.RETENTION_MS_CONFIG)
                                                .value())));
            }
            return all;
        }
    }

    private static Optional<Duration> retention(String millis) {
        long retention = Long.parseLong(millis);
        return retention < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retention));
    }

    /** For people. */
    String render() {
        return topic + ": "
                + retention
                        .map(kept -> "each leaves " + kept.toDays() + " days after its timestamp, or later")
                        .orElse("for ever, until somebody gives the topic a retention");
    }
}
