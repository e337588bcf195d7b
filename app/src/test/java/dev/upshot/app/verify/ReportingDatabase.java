package dev.upshot.app.verify;

import dev.upshot.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/** Gives tests a real reporting database, started once for all of them. */
final class ReportingDatabase implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DataSource.class;
    }

    @Override
    public DataSource resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(ReportingDatabase.class))
                .computeIfAbsent(Server.class, type -> Server.start(), Server.class)
                .database();
    }

    private record Server(Path directory, EmbeddedPostgres postgres, DataSource database) implements AutoCloseable {

        static Server start() {
            try {
                Path directory = Files.createTempDirectory("upshot-verify-test");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
                PGSimpleDataSource database = new PGSimpleDataSource();
                database.setUrl(postgres.jdbcUrl("upshot"));
                database.setUser(postgres.user());
                try (Connection connection = database.getConnection();
                        Statement statement = connection.createStatement();
                        InputStream tables = ReportingDatabase.class.getResourceAsStream("reporting_tables.sql")) {
                    statement.execute(
                            new String(Objects.requireNonNull(tables).readAllBytes(), StandardCharsets.UTF_8));
                }
                return new Server(directory, postgres, database);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            postgres.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
