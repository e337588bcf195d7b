package dev.upshot.codegen;

import java.nio.file.Path;
import java.util.List;
import org.jooq.codegen.JavaGenerator;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.SchemaMappingType;
import org.jooq.meta.jaxb.Target;
import org.jooq.meta.postgres.PostgresDatabase;

/** How jOOQ generates: tables, views and records of our schemas, the same bytes for the same database. */
final class GeneratorSettings {
    private GeneratorSettings() {}

    static Configuration of(String url, String user, Path output, String packageName) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(url)
                        .withUser(user)
                        .withPassword(""))
                .withGenerator(new Generator()
                        .withName(JavaGenerator.class.getName())
                        .withDatabase(database())
                        .withGenerate(generate())
                        .withTarget(new Target()
                                .withClean(true)
                                .withDirectory(output.toString())
                                .withPackageName(packageName)));
    }

    private static Database database() {
        return new Database()
                .withName(PostgresDatabase.class.getName())
                .withSchemata(List.of(
                        new SchemaMappingType().withInputSchema("outcome"),
                        new SchemaMappingType().withInputSchema("report"),
                        new SchemaMappingType().withInputSchema("ops")))
                .withIncludes(".*")
                .withExcludes("schema_history")
                .withIncludeRoutines(false);
    }

    private static Generate generate() {
        return new Generate()
                .withRecords(true)
                .withPojos(false)
                .withDaos(false)
                .withJavaTimeTypes(true)
                .withGeneratedAnnotation(false)
                .withFluentSetters(true)
                // A view's source would repeat the migration inside the class.
                .withSourcesOnViews(false);
    }
}
