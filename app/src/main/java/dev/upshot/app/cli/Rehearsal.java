package dev.upshot.app.cli;

import dev.upshot.app.terminal.Capabilities;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.report.form.RehearsedForms;
import dev.upshot.report.query.RehearsedQuestions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the launcher runs to archive the classes that commands use: a report with made-up figures, as far as it comes without
 * a database, then the command it is given.
 */
public final class Rehearsal {
    /** A port where no database is. */
    private static final String NOBODY = "jdbc:postgresql://127.0.0.1:1/nobody";

    private Rehearsal() {}

    /** Takes the arguments of a command; ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = Map.of("UPSHOT_LOG_TO", "stderr");
        PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(silence, silence, Capabilities.of(environment, false));
        Upshot.execute(new Shell(terminal, environment), "report", "--jdbc-url", NOBODY);
        RehearsedQuestions.ask();
        RehearsedForms.make();
        Upshot.main(arguments);
    }
}
