package dev.upshot.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of Upshot's own. The name is used in the properties file; in the environment it is upper case, with
 * {@code UPSHOT_} before it and underscores for dots; a flag, where there is one, has dashes for dots.
 */
public enum Key {
    /** Where the brokers are. */
    BOOTSTRAP_SERVERS("bootstrap.servers", null, Check.HOSTS, "brokers, host:port,host:port; unset: an embedded one"),
    /** Where the schema registry is. */
    REGISTRY_URL("registry.url", null, Check.HTTP, "schema registry, http://host:port; unset: an embedded one"),
    /** Where the reporting database is. */
    JDBC_URL(
            "jdbc.url",
            null,
            Check.JDBC,
            "reporting database, jdbc:postgresql://host:port/name; unset: an embedded one"),
    /** Who writes to the reporting database. */
    JDBC_USER("jdbc.user", null, Check.ANY, "user of the reporting database"),
    /** The user's password. */
    JDBC_PASSWORD("jdbc.password", null, Check.ANY, "password of that user; a secret: never a flag"),
    /** Where the user's password is written. */
    JDBC_PASSWORD_FILE("jdbc.password.file", null, Check.ANY, "file that holds the password instead"),
    /** What every topic's name begins with. */
    TOPIC_PREFIX("topic.prefix", "upshot.", Check.TOPIC, "what the name of every topic begins with"),
    /** How many partitions new topics get. */
    PARTITIONS("partitions", "4", Check.COUNT, "partitions of the topics when they are created"),
    /** Where everything local lies. */
    STATE_DIR("state.dir", ".upshot", Check.ANY, "directory of the local state, the embedded services' data, the logs"),
    /** What is to be measured. */
    PLANS("plans", null, Check.ANY, "measurement plans: files or directories, separated by commas"),
    /** How many threads measure, per generation of plans. */
    STREAM_THREADS("stream.threads", "2", Check.COUNT, "threads that measure"),
    /** How far ticks stay behind the wall clock. */
    TICKS_MARGIN(
            "ticks.margin",
            "PT1M",
            Check.DURATION,
            "how far ticks stay behind this clock: more than producers' and brokers' clocks differ"),
    /** How often time is told. */
    TICKS_EVERY(
            "ticks.every",
            "PT10S",
            Check.PACE,
            "how often a tick is written while the log is live; off: never, and nothing becomes final"),
    /** Where metrics and health are told. */
    OBSERVE_LISTEN(
            "observe.listen",
            null,
            Check.LISTEN,
            "where run, streams and sink tell metrics and health: a port of this machine, or host:port; unset: nowhere"),
    /** Where the read-only page is served. */
    PAGE(
            "page",
            "127.0.0.1:8088",
            Check.PAGE,
            "where the read-only page is served, host:port; port 0: a free one; off"),
    /** Where the token of the page's readers is written. */
    PAGE_TOKEN_FILE(
            "page.token.file", null, Check.ANY, "file with a token readers must show; needed beyond this machine"),
    /** Where the log goes. */
    LOG_TO("log.to", "file", Check.DESTINATION, "where the log goes: file (under the state directory) or stderr"),
    /** How much is logged. */
    LOG_LEVEL("log.level", "info", Check.LEVEL, "how much is logged: error, warn, info, debug or trace"),
    /** How a line of the log looks. */
    LOG_FORMAT("log.format", "text", Check.FORMAT, "text for people, or json: one object a line");

    private final String text;
    private final @Nullable String defaultValue;
    private final Check check;
    private final String description;

    Key(String text, @Nullable String defaultValue, Check check, String description) {
        this.text = text;
        this.defaultValue = defaultValue;
        this.check = check;
        this.description = description;
    }

    /** The key of this name in a properties file. */
    public static Optional<Key> named(String text) {
        return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
    }

    /** The name in a properties file, for example {@code topic.prefix}. */
    public String text() {
        return text;
    }

    /** The name in the environment, for example {@code UPSHOT_TOPIC_PREFIX}. */
    public String environmentName() {
        return EnvironmentNames.PREFIX + text.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** The value when nobody gives one; empty where that means "embedded" or "none". */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** What it is for, in half a sentence. */
    public String description() {
        return description;
    }

    /** Whether the value may never be shown. */
    public boolean secret() {
        return this == JDBC_PASSWORD;
    }

    /** What is wrong with a value, or nothing. */
    Optional<String> complaint(String value) {
        return check.complaint(value);
    }
}
