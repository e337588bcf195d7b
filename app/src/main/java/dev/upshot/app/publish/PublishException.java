package dev.upshot.app.publish;

/**
 * An event could not be written. The message says to which topic and broker and what to do; what was written before
 * stays, and writing the same events again is harmless.
 */
public final class PublishException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
