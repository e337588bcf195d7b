package dev.upshot.app.cli;

import dev.upshot.app.terminal.Capabilities;
import dev.upshot.app.terminal.Terminal;
import dev.upshot.report.form.RehearsedForms;
import dev.upshot.report.query.RehearsedQuestions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.postgresql.Driver;

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
        loadDriver();
        Upshot.main(arguments);
    }

    /** Of the driver most classes come with an answer, and there is none here. */
    private static void loadDriver() {
        try (JarFile driver = new JarFile(Path.of(Driver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toFile())) {
            driver.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.matches("org/postgresql/(core|jdbc|util)/.*[.]class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .forEach(Rehearsal::load);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the driver's classes are in no jar", e);
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Driver.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // One that needs a library we do not carry is loaded by nobody.
        }
    }
}
