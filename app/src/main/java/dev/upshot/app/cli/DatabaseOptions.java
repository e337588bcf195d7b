package dev.upshot.app.cli;

import dev.upshot.app.config.Key;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the reporting database is. */
final class DatabaseOptions implements Flags {
    private final Map<Key, String> flags = new EnumMap<>(Key.class);

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            order = 60,
            description = "Reporting database, jdbc:postgresql://HOST:PORT/NAME. Not given: an embedded one.")
    void jdbcUrl(String value) {
        flags.put(Key.JDBC_URL, value);
    }

    @Option(
            names = "--jdbc-user",
            paramLabel = "NAME",
            order = 61,
            description = "Its user. The password comes from UPSHOT_JDBC_PASSWORD, UPSHOT_JDBC_PASSWORD_FILE or the"
                    + " configuration file.")
    void jdbcUser(String value) {
        flags.put(Key.JDBC_USER, value);
    }

    @Override
    public Map<Key, String> flags() {
        return flags;
    }
}
