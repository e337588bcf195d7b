package dev.upshot.app.cli;

import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the broker, the registry, the database and the local state are. Every address not given means: embedded. */
final class ConnectionOptions {
    private final Map<Key, String> flags = new EnumMap<>(Key.class);
    private @Nullable Path config;

    @Option(names = "--config", paramLabel = "FILE", order = 50, description = "Properties file with settings.")
    void config(Path file) {
        config = file;
    }

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,...",
            order = 51,
            description = "Kafka brokers. Not given: an embedded one.")
    void bootstrapServers(String value) {
        flags.put(Key.BOOTSTRAP_SERVERS, value);
    }

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            order = 52,
            description = "Schema registry. Not given: an embedded one.")
    void registryUrl(String value) {
        flags.put(Key.REGISTRY_URL, value);
    }

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            order = 53,
            description = "Reporting database, jdbc:postgresql://HOST:PORT/NAME. Not given: an embedded one.")
    void jdbcUrl(String value) {
        flags.put(Key.JDBC_URL, value);
    }

    @Option(
            names = "--jdbc-user",
            paramLabel = "NAME",
            order = 54,
            description = "Its user. The password comes from UPSHOT_JDBC_PASSWORD, UPSHOT_JDBC_PASSWORD_FILE or the"
                    + " configuration file.")
    void jdbcUser(String value) {
        flags.put(Key.JDBC_USER, value);
    }

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            order = 55,
            description = "What every topic's name begins with (default: upshot.).")
    void topicPrefix(String value) {
        flags.put(Key.TOPIC_PREFIX, value);
    }

    @Option(
            names = "--partitions",
            paramLabel = "N",
            order = 56,
            description = "Partitions of topics that do not exist yet (default: 4).")
    void partitions(String value) {
        flags.put(Key.PARTITIONS, value);
    }

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            order = 57,
            description = "Local state, embedded services, logs (default: .upshot).")
    void stateDirectory(String value) {
        flags.put(Key.STATE_DIR, value);
    }

    /** All settings, these flags first. */
    Configuration configuration(Map<String, String> environment) {
        return configuration(environment, Map.of());
    }

    /** All settings, these flags and a command's own ones first. */
    Configuration configuration(Map<String, String> environment, Map<Key, String> more) {
        Map<Key, String> all = new EnumMap<>(flags);
        all.putAll(more);
        return Configuration.of(all, environment, config);
    }
}
