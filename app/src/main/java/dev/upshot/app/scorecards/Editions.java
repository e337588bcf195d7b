package dev.upshot.app.scorecards;

import dev.upshot.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of official scorecards: a folder each, named for its moment, and the link {@code latest} to the last one. An
 * edition appears whole, and the link changes from one whole edition to the next, whenever the process is killed. Old
 * editions stay.
 */
public final class Editions {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);
    private static final String LATEST = "latest";

    private final Path folder;

    /** The editions in this folder, which need not exist yet; one process writes there. */
    public Editions(Path folder) {
        this.folder = folder;
    }

    /**
     * The moment of the last edition; empty if there is none.
     *
     * @throws CommandFailure if {@code latest} is something else than our link
     */
    public Optional<Instant> latest() {
        Path link = folder.resolve(LATEST);
        try {
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            String name = Files.readSymbolicLink(link).getFileName().toString();
            return Files.isDirectory(link) ? Optional.of(NAME.parse(name, Instant::from)) : Optional.empty();
        } catch (IOException | UnsupportedOperationException | DateTimeParseException e) {
            throw CommandFailure.usage(
                    link + " is not a link that upshot made (" + e + "): choose another --out, or move it away", e);
        }
    }

    /**
     * Puts an edition in its place.
     *
     * @param moment as of which it speaks
     * @param writer writes its files into the folder it is given
     * @return the folder of the edition
     * @throws CommandFailure if the folder cannot be written
     */
    public Path put(Instant moment, Consumer<Path> writer) {
        Path edition = folder.resolve(NAME.format(moment));
        Path part = folder.resolve("." + edition.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            delete(part);
            if (Files.isDirectory(edition)) {
                // Killed between its appearance and the link, or written for other forms: the same files once more.
                writer.accept(edition);
            } else {
                Files.createDirectory(part);
                writer.accept(part);
                Files.move(part, edition, StandardCopyOption.ATOMIC_MOVE);
            }
            link(edition);
            return edition;
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "cannot write " + edition + " (" + e + "): choose an --out that you may write to", e);
        }
    }

    private void link(Path edition) throws IOException {
        Path next = folder.resolve("." + LATEST + ".part");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, edition.getFileName());
        Files.move(next, folder.resolve(LATEST), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a killed process left behind. */
    private static void delete(Path part) throws IOException {
        if (Files.isDirectory(part)) {
            List<Path> left;
            try (Stream<Path> files = Files.walk(part)) {
                left = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }
}
