package dev.upshot.bench.e2e;

import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.embedded.EmbeddedRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What all contenders share: broker, registry, PostgreSQL. */
final class Bed implements AutoCloseable {

    private final Path directory;
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final EmbeddedPostgres postgres;

    Bed(Path directory) {
        this.directory = directory;
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
    }

    Path directory() {
        return directory;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Map<String, String> wire() {
        return Map.of("schema.registry.url", registry.url().toString());
    }

    DataSource newDatabase(String name) throws SQLException {
        try (Connection connection = database("upshot").getConnection()) {
            connection.createStatement().execute("create database " + name);
        }
        return database(name);
    }

    private DataSource database(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl(name));
        source.setUser(postgres.user());
        return source;
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
        postgres.close();
    }
}
