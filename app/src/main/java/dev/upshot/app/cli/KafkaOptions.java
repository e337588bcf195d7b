package dev.upshot.app.cli;

import dev.upshot.app.config.Key;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the broker and the registry are, and how the topics are called. */
final class KafkaOptions implements Flags {
    private final Map<Key, String> flags = new EnumMap<>(Key.class);

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,...",
            order = 50,
            description = "Kafka brokers. Not given: an embedded one.")
    void bootstrapServers(String value) {
        flags.put(Key.BOOTSTRAP_SERVERS, value);
    }

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            order = 51,
            description = "Schema registry. Not given: an embedded one.")
    void registryUrl(String value) {
        flags.put(Key.REGISTRY_URL, value);
    }

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            order = 52,
            description = "What every topic's name begins with (default: upshot.).")
    void topicPrefix(String value) {
        flags.put(Key.TOPIC_PREFIX, value);
    }

    @Option(
            names = "--partitions",
            paramLabel = "N",
            order = 53,
            description = "Partitions of topics that do not exist yet (default: 4).")
    void partitions(String value) {
        flags.put(Key.PARTITIONS, value);
    }

    @Override
    public Map<Key, String> flags() {
        return flags;
    }
}
