package dev.upshot.app.doctor;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.stack.Kafka;
import dev.upshot.app.stack.Stack;
import dev.upshot.app.stack.TopicPartitions;
import dev.upshot.app.stack.TopicSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Looks at the broker: its features, and our topics. */
final class BrokerLook {
    /** From this version on brokers verify transactions (Kafka 4.0). */
    private static final int TRANSACTIONS = 2;

    private BrokerLook() {}

    static List<Finding> at(Stack stack, String address) {
        List<Finding> findings = new ArrayList<>();
        try (Admin admin = stack.admin()) {
            int nodes = Kafka.await(admin.describeCluster().nodes()).size();
            findings.add(Finding.ok("broker", address + ", " + nodes + (nodes == 1 ? " node" : " nodes")));
            findings.add(transactions(admin));
            findings.add(topics(admin, stack));
            findings.addAll(TicksLook.at(admin, stack));
        }
        return findings;
    }

    private static Finding transactions(Admin admin) {
        FinalizedVersionRange version = Kafka.await(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get("transaction.version");
        int level = version == null ? 0 : version.maxVersionLevel();
        return level >= TRANSACTIONS
                ? Finding.ok("transactions", "version " + level)
                : Finding.bad(
                        "transactions",
                        "version " + level + ": exactly-once needs brokers from Kafka 4.0 with transaction.version "
                                + TRANSACTIONS + "; see kafka-features.sh upgrade");
    }

    private static Finding topics(Admin admin, Stack stack) {
        TopicSetup setup = new TopicSetup(admin, stack.topics());
        Map<String, Integer> existing = setup.partitions();
        List<String> missing = stack.topics().all().stream()
                .filter(topic -> !existing.containsKey(topic))
                .toList();
        if (missing.size() == stack.topics().all().size()) {
            return Finding.note("topics", "none exists yet; 'upshot run' creates them");
        }
        try {
            TopicPartitions partitions = setup.wanted(existing, 1);
            String detail = partitions.areEqual()
                    ? partitions.measuring() + " partitions"
                    : "unequal partitions, for plans with repartition: true only: " + partitions;
            if (!missing.isEmpty()) {
                return Finding.note(
                        "topics", detail + "; missing, created by 'upshot run': " + String.join(", ", missing));
            }
            List<String> forgetful = forgetful(admin, stack.topics().inputs());
            return forgetful.isEmpty()
                    ? Finding.ok("topics", detail)
                    : Finding.note(
                            "topics",
                            detail + "; these delete what is older than their retention, which no new plan version can"
                                    + " then be measured on: " + String.join(", ", forgetful));
        } catch (CommandFailure e) {
            return Finding.bad("topics", e.getMessage());
        }
    }

    private static List<String> forgetful(Admin admin, List<String> topics) {
        List<ConfigResource> asked = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> configs =
                Kafka.await(admin.describeConfigs(asked).all());
        return configs.entrySet().stream()
                .filter(topic -> !"-1"
                        .equals(topic.getValue()
                                .get(TopicConfig.RETENTION_MS_CONFIG)
                                .value()))
                .map(topic -> topic.getKey().name())
                .sorted()
                .toList();
    }
}
