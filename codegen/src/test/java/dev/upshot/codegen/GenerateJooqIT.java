package dev.upshot.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateJooqIT {
    private static final String PACKAGE = "dev.upshot.example";

    private Path migrations;
    private Path output;

    @BeforeEach
    void oneMigration(@TempDir Path directory) throws IOException {
        migrations = Files.createDirectory(directory.resolve("migrations"));
        output = directory.resolve("generated");
        Files.writeString(migrations.resolve("V1__first.sql"), """
                create table outcome.things (id int primary key, parts text[] not null, total numeric(39, 0));
                create view report.things as select id, cardinality(parts) as part_count from outcome.things;
                """);
    }

    @Test
    void generatesTablesAndViewsOnceForTheSameMigrations() throws Exception {
        assertThat(GenerateJooq.generate(migrations, output, PACKAGE)).isTrue();
        Map<String, String> first = sources();

        assertThat(first.keySet())
                .contains("outcome/tables/Things.java", "report/tables/Things.java", "DefaultCatalog.java")
                .noneMatch(name -> name.contains("SchemaHistory"));
        assertThat(first.get("outcome/tables/records/ThingsRecord.java"))
                .contains("String[] getParts()", "BigInteger getTotal()");
        assertThat(GenerateJooq.generate(migrations, output, PACKAGE)).isFalse();

        Files.delete(output.resolve("migrations.sha256"));
        assertThat(GenerateJooq.generate(migrations, output, PACKAGE)).isTrue();
        assertThat(sources()).isEqualTo(first);
    }

    @Test
    void generatesAnewWhenAMigrationIsAddedOrChanged() throws Exception {
        Fingerprint before = Fingerprint.of(migrations, PACKAGE);
        Path second = migrations.resolve("V2__second.sql");
        Files.writeString(second, "create table ops.marks (id int primary key);");
        Fingerprint added = Fingerprint.of(migrations, PACKAGE);
        Files.writeString(second, "create table ops.marks (id bigint primary key);");
        Fingerprint changed = Fingerprint.of(migrations, PACKAGE);

        assertThat(before).isNotEqualTo(added);
        assertThat(added).isNotEqualTo(changed);
        assertThat(Fingerprint.of(migrations, "another")).isNotEqualTo(changed);
    }

    @Test
    void aMigrationThatFailsFailsTheBuildAndIsNotRemembered() throws Exception {
        Files.writeString(migrations.resolve("V2__second.sql"), "create tabel ops.marks (id int);");

        assertThatThrownBy(() -> GenerateJooq.generate(migrations, output, PACKAGE))
                .hasMessageContaining("V2__second.sql")
                .hasMessageContaining("syntax error");
        assertThat(output.resolve("migrations.sha256")).doesNotExist();
    }

    @Test
    void saysWhichArgumentsItWants() {
        assertThatThrownBy(() -> GenerateJooq.main("only one"))
                .hasMessage("expected: <migrations directory> <output directory> <package>");
    }

    private Map<String, String> sources() throws IOException {
        Path root = output.resolve(PACKAGE.replace('.', '/'));
        Map<String, String> sources = new TreeMap<>();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return sources;
    }
}
