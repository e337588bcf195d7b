package dev.upshot.sink;

import org.jspecify.annotations.Nullable;

/** The sink cannot go on, and waiting does not mend it. The message is one line: what, where, what to do. */
public final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
