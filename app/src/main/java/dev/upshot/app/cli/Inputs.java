package dev.upshot.app.cli;

import dev.upshot.app.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files a call names. */
final class Inputs {
    private Inputs() {}

    /** @throws CommandFailure if one of them does not exist */
    static List<Path> existing(List<Path> paths) {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw CommandFailure.notFound("there is no " + path);
            }
        }
        return paths;
    }
}
