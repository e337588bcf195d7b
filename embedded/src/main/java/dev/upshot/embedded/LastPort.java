package dev.upshot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The port a broker had last, kept beside its data and taken again while it is free.
 *
 * <p>A broker that was killed in the middle of a transaction tells itself, at its next start, to complete it, and does
 * so at the address it had before: at another port that message never arrives, and whoever reads committed records
 * waits for ever.
 */
final class LastPort {

    private final Path file;

    LastPort(StateDirectory directory) {
        file = directory.path().resolve("port");
    }

    /** The last port if there is one and it is free, any free port otherwise. */
    int orAny() {
        try {
            int last =
                    Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
            return last > 0 && last <= 65_535 && FreePort.isFree(last) ? last : FreePort.any();
        } catch (IOException | NumberFormatException e) {
            return FreePort.any();
        }
    }

    /** Remembers a port. */
    void keep(int port) {
        try {
            Files.writeString(file, Integer.toString(port));
        } catch (IOException e) {
            throw EmbeddedException.at("cannot write the broker's port to", file, e);
        }
    }
}
