package dev.upshot.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of this repository, from wherever a test runs. */
final class Repository {
    private Repository() {}

    static Path file(String path) {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = Optional.ofNullable(directory.getParent())
                    .orElseThrow(() -> new IllegalStateException("not inside the repository"));
        }
        return directory.resolve(path);
    }

    static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
