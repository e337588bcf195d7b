package dev.upshot.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** What there is of a path that need not exist yet. */
public final class NearestPath {
    private NearestPath() {}

    /** The absolute path itself, or the nearest above it that exists. */
    public static Path existing(Path path) {
        Path existing = path.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }
}
