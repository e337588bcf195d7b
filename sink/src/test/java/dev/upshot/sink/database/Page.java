package dev.upshot.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that lies in the repository and is made from the database: compared in every build, or with
 * {@code -Dupshot.regenerate} written anew.
 */
final class Page {
    private static final boolean REGENERATE = System.getProperty("upshot.regenerate") != null;

    private final Path file;

    private Page(Path file) {
        this.file = file;
    }

    /** A file of the repository, by its path from the root. */
    static Page at(String path) {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        return new Page(root.resolve(path));
    }

    void says(String text) throws IOException {
        if (REGENERATE) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file))
                .as("%s is not current; CONTRIBUTING.md says how to write it anew", file.getFileName())
                .isEqualTo(text);
    }
}
