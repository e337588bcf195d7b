package dev.upshot.app.importing;

/** A file that cannot be read or written at all. The message is one line: which file, what is wrong, what to do. */
public final class ImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
