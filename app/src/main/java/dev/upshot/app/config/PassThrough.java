package dev.upshot.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The families of keys that are not ours: what follows the prefix goes untouched to whom it concerns. */
public enum PassThrough {
    /** Every Kafka client, and Kafka Streams. */
    KAFKA("kafka."),
    /** Kafka Streams only; wins over {@link #KAFKA}. */
    STREAMS("streams."),
    /** The client of the schema registry. */
    REGISTRY("registry."),
    /** The driver of the reporting database. */
    JDBC("jdbc.");

    private final String prefix;

    PassThrough(String prefix) {
        this.prefix = prefix;
    }

    /** The family a key belongs to, if it is not a key of ours. */
    static Optional<PassThrough> of(String key) {
        return Arrays.stream(values())
                .filter(family -> key.startsWith(family.prefix) && key.length() > family.prefix.length())
                .findFirst();
    }

    /** What keys of this family begin with. */
    public String prefix() {
        return prefix;
    }

    /** What the environment's names of this family begin with; {@code jdbc.} has none, its names mix cases. */
    Optional<String> environmentPrefix() {
        return this == JDBC
                ? Optional.empty()
                : Optional.of(EnvironmentNames.PREFIX + prefix.replace('.', '_').toUpperCase(Locale.ROOT));
    }
}
