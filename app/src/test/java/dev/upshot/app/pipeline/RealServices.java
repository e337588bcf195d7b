package dev.upshot.app.pipeline;

import dev.upshot.app.Target;
import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.wire.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A broker, a registry and a PostgreSQL for tests that go the whole way. */
public final class RealServices implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final EmbeddedPostgres postgres;

    public RealServices(Path directory) {
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        registry = EmbeddedRegistry.start(directory.resolve("registry"));
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
    }

    /** Topics with a prefix of their own. */
    public Target target(String prefix) {
        return new Target(
                broker.bootstrapServers(),
                Map.of(),
                Map.of("schema.registry.url", registry.url().toString()),
                new Topics(prefix));
    }

    /** An empty database of this name. */
    public DataSource newDatabase(String name) {
        try (Connection connection = database("upshot").getConnection()) {
            connection.createStatement().execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name, e);
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
