package dev.upshot.app.doctor;

import dev.upshot.app.NearestPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Looks at the state directory: whether it can be written, or created where it does not exist yet, and how much is free. */
final class StateLook {
    private static final String SUBJECT = "state";
    private static final long FREE_BYTES = 1L << 30;

    private StateLook() {}

    static Finding at(Path directory) {
        Path existing = NearestPath.existing(directory);
        if (!Files.isDirectory(existing)) {
            return bad(directory, existing + " is not a directory");
        }
        if (!Files.isWritable(existing)) {
            return bad(directory, existing + ": permission denied");
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            String detail = directory + ", " + String.format(Locale.ROOT, "%,d", free >> 20) + " MB free";
            if (free < FREE_BYTES) {
                return Finding.note(SUBJECT, detail + ": that is little");
            }
            return existing.equals(directory)
                    ? Finding.ok(SUBJECT, detail)
                    : Finding.note(SUBJECT, detail + "; does not exist yet, 'upshot run' creates it");
        } catch (IOException e) {
            return bad(directory, e.toString());
        }
    }

    private static Finding bad(Path directory, String reason) {
        return Finding.bad(
                SUBJECT,
                "cannot write to " + directory + " (" + reason
                        + "); make it writable or choose another with --state-dir");
    }
}
