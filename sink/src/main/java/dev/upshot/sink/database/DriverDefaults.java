package dev.upshot.sink.database;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGProperty;

/**
 * Properties of PostgreSQL's driver for every connection of ours, where the user's address does not say otherwise. None of
 * them can wait for ever for a network that is gone, even if nobody tells it so.
 */
public final class DriverDefaults {
    private DriverDefaults() {}

    /**
     * The properties, by the driver's names.
     *
     * @param connect how long a server may take to accept a connection, in whole seconds
     * @param silence a server that says nothing for so long is given up although its machine is there: logging in, and in the
     *     middle of a statement; in whole seconds; zero: a statement may take as long as it takes
     */
    public static Map<String, String> of(Duration connect, Duration silence) {
        Map<String, String> defaults = new TreeMap<>();
        defaults.put(PGProperty.APPLICATION_NAME.getName(), "upshot");
        defaults.put(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        defaults.put(PGProperty.SOCKET_FACTORY.getName(), KeepAliveSocketFactory.class.getName());
        defaults.put(PGProperty.CONNECT_TIMEOUT.getName(), Long.toString(connect.toSeconds()));
        defaults.put(PGProperty.SOCKET_TIMEOUT.getName(), Long.toString(silence.toSeconds()));
        return defaults;
    }
}
