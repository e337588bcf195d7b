package dev.upshot.app.verify;

import dev.upshot.embedded.EmbeddedPostgres;
import dev.upshot.sink.database.ReportingDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/** Gives tests a real reporting database, started once for all of them. */
final class TestDatabase implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DataSource.class;
    }

    @Override
    public DataSource resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(TestDatabase.class))
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
                ReportingDatabase.migrate(database);
                return new Server(directory, postgres, database);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
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
