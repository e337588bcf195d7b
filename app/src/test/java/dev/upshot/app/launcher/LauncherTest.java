package dev.upshot.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, copied beside stand-ins for Java and Maven that write down how they were called. */
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "upshot").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private Path home;
    private Path java;

    @BeforeEach
    void lay_out_a_clone_with_a_space_in_its_path() throws IOException {
        home = Files.createDirectories(directory.resolve("a clone"));
        Files.copy(LAUNCHER, home.resolve("upshot"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.createDirectories(home.resolve("app/src/main/java"));
        Files.writeString(home.resolve("app/pom.xml"), "<project/>");
        program(home.resolve("mvnw"), """
                echo built >>"%1$s/builds"
                mkdir -p app/target && touch app/target/upshot-app-1.jar
                """.formatted(directory));
        java = javaHome("jdk", "17.0.2");
    }

    @Test
    void the_first_call_builds_with_one_plain_line_and_the_next_does_not() throws Exception {
        Outcome first = launch(Map.of(), "config", "print");
        Outcome second = launch(Map.of(), "config", "print");

        assertThat(first.exitCode()).isZero();
        assertThat(first.err().lines()).singleElement().asString().startsWith("upshot: building, because this is the");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).endsWith("config\nprint\n").contains("upshot-app-1.jar");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_source_that_changes_is_built() throws Exception {
        launch(Map.of(), "--help");
        Path source = Files.writeString(home.resolve("app/src/main/java/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 2_000));
        Outcome again = launch(Map.of(), "--help");

        assertThat(again.err()).contains("sources have changed");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void a_build_that_fails_shows_its_end_and_where_its_log_is() throws Exception {
        program(home.resolve("mvnw"), "echo 'no such artifact'; exit 1");
        Outcome outcome = launch(Map.of(), "--help");

        assertThat(outcome.exitCode()).isEqualTo(70);
        assertThat(outcome.err()).contains("no such artifact").contains("build.log");
        assertThat(home.resolve("app/target/launcher/building")).doesNotExist();
    }

    @Test
    void the_lock_of_a_build_that_was_killed_is_taken_over() throws Exception {
        Path lock = Files.createDirectories(home.resolve("app/target/launcher/building"));
        Files.writeString(lock.resolve("pid"), "2147483646");

        assertThat(launch(Map.of(), "--help").exitCode()).isZero();
    }

    @Test
    void it_works_through_a_link_from_another_directory() throws Exception {
        launch(Map.of(), "--help");
        Path link = Files.createSymbolicLink(directory.resolve("linked"), home.resolve("upshot"));
        Outcome outcome = run(directory, Map.of("JAVA_HOME", java.toString()), List.of(link.toString(), "--version"));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).endsWith("--version\n");
    }

    @Test
    void an_argument_with_spaces_arrives_as_one() throws Exception {
        assertThat(launch(Map.of(), "import", "a b.csv").out()).endsWith("import\na b.csv\n");
    }

    @Test
    void options_for_the_java_machine_are_passed_on() throws Exception {
        assertThat(launch(Map.of("UPSHOT_JAVA_OPTS", "-Xmx7g -Da=b"), "demo").out())
                .contains("-Xmx7g\n-Da=b\n")
                .endsWith("demo\n");
    }

    @Test
    void a_collector_that_the_user_names_is_the_only_one() throws Exception {
        assertThat(launch(Map.of("UPSHOT_JAVA_OPTS", "-XX:+UseG1GC"), "demo").out())
                .contains("-XX:+UseG1GC")
                .doesNotContain("-XX:+UseParallelGC");
        assertThat(launch(Map.of(), "demo").out()).contains("-XX:+UseParallelGC");
    }

    @Test
    void classes_are_archived_once_those_of_a_report_apart() throws Exception {
        program(java.resolve("bin/java"), """
                case $2 in
                    -XX:ArchiveClassesAtExit=*) echo "$*" >>"%s"; touch "${2#*=}" ;;
                    *) printf '%%s\\n' "$@" ;;
                esac
                """.formatted(directory.resolve("rehearsals")));
        launch(Map.of(), "--help");
        launch(Map.of(), "report");
        Outcome help = launch(Map.of(), "--help");
        Outcome report = launch(Map.of(), "report");

        assertThat(directory.resolve("rehearsals"))
                .content()
                .containsOnlyOnce("dev.upshot.app.cli.Upshot --help")
                .containsOnlyOnce("dev.upshot.app.cli.Rehearsal --help");
        assertThat(help.out()).containsPattern("-XX:SharedArchiveFile=.*/upshot-17[.]0[.]2[+]1[.]jsa\\n");
        assertThat(report.out()).containsPattern("-XX:SharedArchiveFile=.*/upshot-report-17[.]0[.]2[+]1[.]jsa\n");
    }

    @Test
    void a_java_that_is_too_old_is_passed_over_for_a_newer_one() throws Exception {
        Path old = javaHome("old", "1.8.0_402");
        Outcome outcome = run(
                directory,
                Map.of("JAVA_HOME", old.toString(), "PATH", java.resolve("bin") + ":" + System.getenv("PATH")),
                List.of(home.resolve("upshot").toString(), "--help"));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith(java.toRealPath() + "\n");
    }

    @Test
    void the_process_is_replaced_so_that_signals_and_exit_codes_are_the_commands() throws Exception {
        launch(Map.of(), "--help");
        program(
                java.resolve("bin/java"),
                "[ \"$1\" = -Xlog:disable ] && [ \"$2\" = -XX:ArchiveClassesAtExit ] && exit 0\nkill -TERM $$");
        Outcome outcome = launch(Map.of(), "run");

        assertThat(outcome.exitCode()).isEqualTo(128 + 15);
    }

    private Outcome launch(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("upshot").toString()));
        command.addAll(List.of(arguments));
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("JAVA_HOME", java.toString());
        return run(directory, all, command);
    }

    private record Outcome(int exitCode, String out, String err) {}

    private Outcome run(Path workingDirectory, Map<String, String> environment, List<String> command) throws Exception {
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("UPSHOT_JAVA_OPTS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A stand-in for a Java installation: its java prints where it lies and then its arguments, a line each. */
    private Path javaHome(String name, String version) throws IOException {
        Path installation = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(installation.resolve("bin"));
        Files.writeString(
                installation.resolve("release"),
                "JAVA_VERSION=\"" + version + "\"\nJAVA_RUNTIME_VERSION=\"" + version + "+1\"\n");
        program(installation.resolve("bin/java"), "cd \"$(dirname \"$0\")/..\" && pwd -P\nprintf '%s\\n' \"$@\"");
        program(installation.resolve("bin/javac"), "exit 0");
        return installation;
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private long builds() throws IOException {
        return Files.readAllLines(directory.resolve("builds")).size();
    }
}
