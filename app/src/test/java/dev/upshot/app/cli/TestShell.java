package dev.upshot.app.cli;

import dev.upshot.app.terminal.Capabilities;
import dev.upshot.app.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What surrounds a command whose words nobody reads. */
final class TestShell {
    private TestShell() {}

    static Shell plain() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Shell(new Terminal(nowhere, nowhere, Capabilities.PLAIN), Map.of());
    }
}
