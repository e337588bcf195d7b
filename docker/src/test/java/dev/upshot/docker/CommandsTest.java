package dev.upshot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every command that the image and the compose file call is one that {@code upshot --help} lists. */
class CommandsTest {
    private static Set<String> commands = Set.of();

    @BeforeAll
    static void ask_upshot_which_commands_it_has() throws IOException, InterruptedException {
        Process help = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.upshot.app.cli.Upshot",
                        "--help")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(help.waitFor()).isZero();
        commands = text.lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .filter(line -> line.matches(" {2}\\S.*"))
                .map(line -> line.strip().split(" ")[0])
                .collect(Collectors.toSet());
    }

    @Test
    void a_service_of_ours_runs_a_command_that_exists() {
        assertThat(ours().flatMap(service -> service.command().stream()))
                .containsExactly("streams", "sink")
                .isSubsetOf(commands);
    }

    @Test
    void a_service_of_ours_is_asked_by_a_command_that_exists() {
        assertThat(ours()).allSatisfy(service -> {
            assertThat(service.healthTest()).hasSize(3).startsWith("CMD", "upshot");
            assertThat(commands).contains(service.healthTest().get(2));
        });
    }

    @Test
    void the_image_is_asked_by_the_same_command() {
        String check = Dockerfile.read().last("HEALTHCHECK");

        assertThat(Service.named("streams").healthTest()).isEqualTo(words(check.substring(check.indexOf("CMD"))));
    }

    @Test
    void a_misspelt_command_would_be_found() {
        assertThat(commands).doesNotContain("stream", "sinks");
    }

    private static Stream<Service> ours() {
        return Service.all().stream().filter(Service::isOurs);
    }

    private static List<String> words(String command) {
        return Arrays.stream(command.split("[\\s,\\[\\]\"]+")).toList();
    }
}
