package dev.upshot.app.demo;

import dev.upshot.app.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The state of a demonstration, and the note in it that says how far it came: {@code demo.properties}. A demonstration
 * that was killed is gone on with; one that came to its end, or was of another size, gives way to a new one.
 */
public final class DemoDirectory {
    /** How far a demonstration came. */
    enum Phase {
        /** Nothing, or not all, is published. */
        BEGUN,
        /** All events are published. */
        SIMULATED,
        /** It came to its end. */
        FINISHED
    }

    private static final String NOTE = "demo.properties";
    private static final List<String> SERVICES = List.of("broker", "registry", "postgres", "streams");

    private final Path directory;
    private final DemoSize size;
    private final boolean resumed;

    private DemoDirectory(Path directory, DemoSize size) {
        this.directory = directory;
        this.size = size;
        this.resumed = size.fingerprint().equals(read().getProperty("size")) && phase() != Phase.FINISHED;
    }

    /**
     * Takes the directory as the last demonstration left it, or empties it; the caller must hold it alone.
     *
     * @throws CommandFailure if the directory cannot be written
     */
    public static DemoDirectory prepare(Path directory, DemoSize size) {
        DemoDirectory demo = new DemoDirectory(directory, size);
        if (!demo.resumed) {
            try {
                for (String service : SERVICES) {
                    delete(directory.resolve(service));
                }
            } catch (IOException e) {
                throw CommandFailure.usage(
                        "cannot empty " + directory + ": " + e.getMessage()
                                + "; make it writable or choose another with --state-dir",
                        e);
            }
            demo.note(Phase.BEGUN);
        }
        return demo;
    }

    /** Whether a killed demonstration of this size is gone on with. */
    public boolean resumed() {
        return resumed;
    }

    /** How far the demonstration in this directory has come. */
    Phase phase() {
        return Phase.valueOf(read().getProperty("phase", Phase.BEGUN.name()));
    }

    /** Notes how far it has come. */
    void note(Phase phase) {
        String text = "size=" + size.fingerprint() + "\nphase=" + phase + "\n";
        try {
            Files.createDirectories(directory);
            Path part = Files.writeString(directory.resolve(NOTE + ".part"), text);
            Files.move(
                    part, directory.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot write to " + directory + ": " + e.getMessage(), e);
        }
    }

    private Properties read() {
        Properties note = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve(NOTE), StandardCharsets.UTF_8)) {
            note.load(reader);
        } catch (NoSuchFileException e) {
            return note;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory.resolve(NOTE), e);
        }
        return note;
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // The server of a demonstration that was just killed tidies up at the same time.
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
