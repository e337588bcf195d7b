package dev.upshot.bench.e2e;

import com.zaxxer.hikari.HikariDataSource;
import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.sink.database.ReportingDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

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

    /** A database of its own, through the pool that the sink has in the product. */
    HikariDataSource newDatabase(String name) throws SQLException {
        try (HikariDataSource first = database("upshot");
                Connection connection = first.getConnection()) {
            connection.createStatement().execute("create database " + name);
        }
        return database(name);
    }

    private HikariDataSource database(String name) {
        return ReportingDatabase.connect(postgres.jdbcUrl(name), postgres.user(), null, Map.of());
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
        postgres.close();
    }
}
