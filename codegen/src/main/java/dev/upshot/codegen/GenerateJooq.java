package dev.upshot.codegen;

import dev.upshot.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an empty PostgreSQL in a temporary directory, migrates it and lets jOOQ read the result back into classes.
 * Called by the build of the sink.
 */
public final class GenerateJooq {
    private static final Logger LOG = LoggerFactory.getLogger(GenerateJooq.class);

    private GenerateJooq() {}

    /**
     * Generates, unless the output already stems from the same migrations, generator and libraries.
     *
     * @param args directory of the migrations, directory of the generated sources, package of the generated classes
     * @throws Exception when the database cannot be started, a migration fails or the sources cannot be written
     */
    public static void main(String... args) throws Exception {
        if (args.length != 3) {
            throw new IllegalArgumentException("expected: <migrations directory> <output directory> <package>");
        }
        generate(Path.of(args[0]), Path.of(args[1]), args[2]);
    }

    /** Returns whether anything had to be generated. */
    static boolean generate(Path migrations, Path output, String packageName) throws Exception {
        Fingerprint fingerprint = Fingerprint.of(migrations, packageName);
        Path stamp = output.resolve("migrations.sha256");
        if (fingerprint.isAt(stamp)) {
            return false;
        }
        Path directory = Files.createTempDirectory("upshot-codegen");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            String url = postgres.jdbcUrl("upshot");
            migrate(migrations, url, postgres.user());
            GenerationTool.generate(GeneratorSettings.of(url, postgres.user(), output, packageName));
        } finally {
            delete(directory);
        }
        Files.writeString(stamp, fingerprint.hex());
        return true;
    }

    private static void migrate(Path migrations, String url, String user) {
        // The same schemas and history table as ReportingDatabase in the sink, which the migrations rely on.
        Flyway.configure()
                .dataSource(url, user, "")
                .locations("filesystem:" + migrations.toAbsolutePath())
                .defaultSchema("ops")
                .schemas("ops", "outcome", "report")
                .table("schema_history")
                .load()
                .migrate();
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.warn("could not delete the temporary directory {}: {}", directory, e.toString());
        }
    }
}
