package dev.upshot.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds files of the repository and of the folder beside it from wherever a test runs. */
public final class RepositoryRoot {

    private RepositoryRoot() {}

    /** A path inside the repository. */
    public static Path resolve(String path) {
        return root().resolve(path);
    }

    /** A path in the folder {@code shared} beside the repository, if it is there. */
    public static Optional<Path> shared(String path) {
        Path shared = root().resolveSibling("shared").resolve(path);
        return Files.exists(shared) ? Optional.of(shared) : Optional.empty();
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = Optional.ofNullable(directory.getParent())
                    .orElseThrow(() -> new IllegalStateException("not inside the repository"));
        }
        return directory;
    }
}
