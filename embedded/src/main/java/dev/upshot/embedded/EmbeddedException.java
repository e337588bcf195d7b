package dev.upshot.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An embedded service cannot be started or used; the message is one for the user: what failed, where, what to do. */
public final class EmbeddedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedException(String message) {
        super(message);
    }

    EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A failed read or write, told with the reason the system gives ("No space left on device", "Permission denied"). */
    static EmbeddedException at(String what, Path where, Exception cause) {
        return new EmbeddedException(what + " " + where + ": " + Reason.of(cause), cause);
    }
}
