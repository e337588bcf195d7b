package dev.upshot.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** The help texts are the contract of the command; a changed one must be looked at. */
class HelpTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "help");

    @TestFactory
    Iterable<DynamicTest> every_command_has_the_help_that_is_agreed_on() {
        return commands().entrySet().stream()
                .map(command -> DynamicTest.dynamicTest(
                        command.getKey().isEmpty() ? "upshot" : command.getKey(), () -> compare(command.getKey())))
                .toList();
    }

    @Test
    void the_version_is_told_with_the_java_version() {
        CommandRun run = CommandRun.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("upshot ").contains("Java ");
    }

    /** With {@code -Dupshot.golden=write} the files are written anew, to be looked at before they are committed. */
    private static void compare(String command) throws IOException {
        CommandRun run = CommandRun.of((command + " --help").strip().split(" "));
        Path golden = GOLDEN.resolve((command.isEmpty() ? "upshot" : command.replace(' ', '-')) + ".txt");
        if ("write".equals(System.getProperty("upshot.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, run.out());
        }
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(Files.readString(golden));
    }

    private static Map<String, CommandLine> commands() {
        Map<String, CommandLine> commands = new TreeMap<>();
        collect("", Upshot.commandLine(TestShell.plain()), commands);
        return commands;
    }

    private static void collect(String name, CommandLine command, Map<String, CommandLine> commands) {
        commands.put(name, command);
        command.getSubcommands().forEach((word, sub) -> collect((name + " " + word).strip(), sub, commands));
    }
}
