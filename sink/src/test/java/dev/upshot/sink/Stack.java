package dev.upshot.sink;

import dev.upshot.embedded.EmbeddedBroker;
import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.embedded.EmbeddedRegistry;
import dev.upshot.sink.database.ReportingDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/** A broker, a registry and a PostgreSQL for all tests of this run, each started when first asked for. */
public final class Stack implements AutoCloseable {
    private final Path directory;
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable EmbeddedBroker broker;
    private @Nullable EmbeddedRegistry registry;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable String migrated;

    private Stack() {
        try {
            directory = Files.createTempDirectory("upshot-sink");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Gives the stack to tests that ask for it. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Stack.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Stack.class))
                    .computeIfAbsent(Stack.class, type -> new Stack(), Stack.class);
        }
    }

    synchronized String bootstrapServers() {
        if (broker == null) {
            broker = EmbeddedBroker.start(directory.resolve("broker"));
        }
        return broker.bootstrapServers();
    }

    synchronized Map<String, String> wire() {
        if (registry == null) {
            registry = EmbeddedRegistry.start(directory.resolve("registry"));
        }
        return Map.of("schema.registry.url", registry.url().toString());
    }

    Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    /** A new, empty database. */
    public PGSimpleDataSource emptyDatabase() throws SQLException {
        return create("");
    }

    /** A new database with our schema. */
    public synchronized PGSimpleDataSource database() throws SQLException {
        if (migrated == null) {
            PGSimpleDataSource dataSource = emptyDatabase();
            ReportingDatabase.migrate(dataSource);
            migrated = dataSource.getDatabaseName();
        }
        return create(" template " + migrated);
    }

    /** A new database with what is in this one, to which nobody is connected. */
    public PGSimpleDataSource copyOf(PGSimpleDataSource database) throws SQLException {
        return create(" template " + database.getDatabaseName());
    }

    private synchronized PGSimpleDataSource create(String template) throws SQLException {
        if (postgres == null) {
            postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
        }
        String name = "test_" + databases.incrementAndGet();
        try (Connection connection =
                dataSource(postgres.jdbcUrl("postgres"), postgres.user()).getConnection()) {
            connection.createStatement().execute("create database " + name + template);
        }
        return dataSource(postgres.jdbcUrl(name), postgres.user());
    }

    /** A way to the database, for whoever is the user. */
    public static PGSimpleDataSource dataSource(String url, String user) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser(user);
        return dataSource;
    }

    Path directory() {
        return directory;
    }

    @Override
    public synchronized void close() throws IOException {
        if (registry != null) {
            registry.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
