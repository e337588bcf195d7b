package dev.upshot.app.stack;

import dev.upshot.app.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The note a running stack leaves in its state directory, so that a second command finds it: {@code stack.properties}
 * holds the process's id and the addresses of its embedded services. Removed at a clean stop; a note whose process is
 * gone means nothing.
 *
 * @param pid the process
 * @param addresses what is embedded, by the names of the settings
 */
record RunningStack(long pid, Map<String, String> addresses) {
    private static final String FILE = "stack.properties";
    private static final String PID = "pid";

    /** The stack that runs in a directory, if there is one. */
    static Optional<RunningStack> in(Path directory) {
        Properties note = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve(FILE), StandardCharsets.UTF_8)) {
            note.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read " + directory.resolve(FILE) + ": " + e.getMessage(), e);
        }
        Map<String, String> addresses = new TreeMap<>();
        note.stringPropertyNames().forEach(name -> addresses.put(name, note.getProperty(name)));
        long pid = Long.parseLong(Optional.ofNullable(addresses.remove(PID)).orElse("0"));
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(process -> new RunningStack(pid, addresses));
    }

    /** Leaves this note; what is returned takes it away. */
    AutoCloseable leaveIn(Path directory) {
        Properties note = new Properties();
        note.setProperty(PID, Long.toString(pid));
        addresses.forEach(note::setProperty);
        Path file = directory.resolve(FILE);
        try {
            StringWriter text = new StringWriter();
            note.store(text, "A running upshot: other commands with this state directory use its services.");
            Path part = Files.createTempFile(directory, FILE, ".part");
            Files.writeString(part, text.toString());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot write " + file + ": " + e.getMessage(), e);
        }
        return () -> Files.deleteIfExists(file);
    }
}
