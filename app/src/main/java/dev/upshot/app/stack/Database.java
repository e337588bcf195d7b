package dev.upshot.app.stack;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.config.PassThrough;
import dev.upshot.sink.database.DriverDefaults;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to the reporting database as the configuration wants them. */
final class Database {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private Database() {}

    /** @throws CommandFailure if a {@code jdbc.*} setting is not one of the driver's */
    static DataSource of(Configuration configuration) {
        return of(configuration, Duration.ZERO);
    }

    /**
     * Connections that fail when the server says nothing for so long, or its machine is gone; {@code socketTimeout} in the
     * address or {@code jdbc.socketTimeout} wins.
     *
     * @param silence in whole seconds; zero: none of ours, so they wait for a server whose machine is there
     * @throws CommandFailure if a {@code jdbc.*} setting is not one of the driver's
     */
    static DataSource of(Configuration configuration, Duration silence) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        String address = configuration.required(Key.JDBC_URL);
        try {
            database.setUrl(address);
        } catch (IllegalArgumentException e) {
            // The cause quotes the address, which may hold a password.
            throw CommandFailure.usage("jdbc.url is not of the form jdbc:postgresql://host:port/name");
        }
        Properties given = Objects.requireNonNullElseGet(Driver.parseURL(address, null), Properties::new);
        Map<String, String> settings = DriverDefaults.of(CONNECT, silence);
        settings.keySet().removeIf(name -> given.getProperty(name) != null);
        settings.putAll(configuration.passedThrough(PassThrough.JDBC));
        configuration.text(Key.JDBC_USER).ifPresent(database::setUser);
        configuration.password().ifPresent(database::setPassword);
        settings.forEach((name, value) -> {
            try {
                database.setProperty(name, value);
            } catch (SQLException e) {
                throw CommandFailure.usage(
                        "jdbc." + name + " is not a setting of the PostgreSQL driver: " + e.getMessage(), e);
            }
        });
        return database;
    }
}
