package dev.upshot.app.cli;

import dev.upshot.app.stack.Lifetime;
import dev.upshot.app.terminal.ProgressLine;
import dev.upshot.app.terminal.Terminal;
import java.util.Map;

/**
 * What surrounds a command.
 *
 * @param terminal where it shows things
 * @param environment the variables of the process
 */
record Shell(Terminal terminal, Map<String, String> environment) {

    /** Closes what the command opens, at its end or when it is told to stop. */
    Lifetime lifetime() {
        return Lifetime.begin(() -> terminal.say("stopping ..."));
    }

    /** A line that tells how far a task is. */
    ProgressLine progress(String task) {
        return new ProgressLine(terminal, task, System::nanoTime);
    }
}
