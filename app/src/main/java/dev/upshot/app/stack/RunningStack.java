package dev.upshot.app.stack;

import dev.upshot.app.CommandFailure;
import dev.upshot.embedded.StateDirectory;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The note a running stack leaves in its state directory, so that a second command finds it: {@code stack.properties}
 * holds the process's id and start and the addresses of its embedded services. Removed at a clean stop; a note whose
 * process is gone means nothing.
 *
 * @param pid the process
 * @param startedAt when the process started, where the operating system tells
 * @param addresses what is embedded, by the names of the settings
 */
record RunningStack(long pid, Optional<Instant> startedAt, Map<String, String> addresses) {
    private static final String FILE = "stack.properties";
    private static final String PID = "pid";
    private static final String STARTED_AT = "started.at";

    /** Systems reckon a process's start from that of the machine, to a second or so. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    /** The note of this process. */
    static RunningStack ofThisProcess(Map<String, String> addresses) {
        ProcessHandle self = ProcessHandle.current();
        return new RunningStack(self.pid(), self.info().startInstant(), addresses);
    }

    /**
     * The stack that runs in a directory, if there is one.
     *
     * <p>The note of a killed process may name one that lives, as process ids come again. A process of another start is
     * another one, unless it holds the directory: then the clock was set since. Looking never takes the directory, so
     * that commands that look at the same moment do not see each other.
     */
    static Optional<RunningStack> in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
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
        Optional<Instant> startedAt =
                Optional.ofNullable(addresses.remove(STARTED_AT)).map(Instant::parse);
        RunningStack noted = new RunningStack(pid, startedAt, addresses);
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> noted.startedWith(process.info().startInstant())
                        || StateDirectory.holder(directory).equals(OptionalLong.of(pid)))
                .map(process -> noted);
    }

    private boolean startedWith(Optional<Instant> living) {
        return startedAt.isPresent()
                && living.isPresent()
                && Duration.between(startedAt.get(), living.get()).abs().compareTo(SAME_START) <= 0;
    }

    /** Leaves this note; what is returned takes it away. */
    AutoCloseable leaveIn(Path directory) {
        Properties note = new Properties();
        note.setProperty(PID, Long.toString(pid));
        startedAt.ifPresent(start -> note.setProperty(STARTED_AT, start.toString()));
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
