package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import dev.upshot.app.config.Configuration;
import dev.upshot.app.config.Key;
import dev.upshot.app.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Sends the log of a command to {@code logs/<command>.log} under the state directory, a long one begun anew and
 * kept as {@code .log.1}, or to standard error. What libraries print on standard error of their own goes to the log too; our own
 * warnings appear on the terminal as well, as plain lines.
 *
 * <p>Must begin before the first logger is made: the logging library reads its settings then.
 */
final class Logging {
    /** Bytes from which on the next start begins a new file. */
    private static final long LONGEST = 10L << 20;

    private static final String SETTINGS = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** Begins. */
    static void begin(Configuration configuration, String command, Terminal terminal) {
        String level = configuration.required(Key.LOG_LEVEL).toLowerCase(Locale.ROOT);
        boolean detailed = level.equals("debug") || level.equals("trace");
        System.setProperty(SETTINGS + "log.dev.upshot", level);
        System.setProperty(SETTINGS + "defaultLogLevel", detailed ? "info" : "warn");
        System.setProperty(SETTINGS + "showDateTime", "true");
        System.setProperty(SETTINGS + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        System.setProperty(SETTINGS + "logFile", "System.err");
        // The library of PDFs logs as everything else does; by itself it would start Log4j, which takes long, and fails
        // in a process that is ending. It warns of fonts that a machine lacks and we do not use.
        System.setProperty("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.Slf4jLogFactory");
        System.setProperty(SETTINGS + "log.org.apache.pdfbox", "error");
        boolean json = configuration.required(Key.LOG_FORMAT).equals("json");
        if (configuration.required(Key.LOG_TO).equals("stderr")) {
            if (json) {
                System.setErr(print(new JsonLog(System.err)));
            }
            return;
        }
        OutputStream file = open(configuration.stateDirectory().resolve("logs").resolve(command + ".log"));
        System.setErr(print(new LogLines(json ? new JsonLog(file) : file, terminal)));
    }

    private static PrintStream print(OutputStream log) {
        return new PrintStream(log, true, StandardCharsets.UTF_8);
    }

    /** For every command: no library speaks of itself. Before the first query is made. */
    static void withoutAdvertising() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    /** For a command that only looks: no log at all. */
    static void none() {
        System.setProperty(SETTINGS + "defaultLogLevel", "off");
    }

    private static OutputStream open(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            if (Files.exists(file) && Files.size(file) > LONGEST) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "cannot write to the state directory: " + Failures.reason(e)
                            + "; make it writable or choose another with --state-dir",
                    e);
        }
    }
}
