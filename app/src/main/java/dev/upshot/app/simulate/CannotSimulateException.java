package dev.upshot.app.simulate;

/** A plan or a size for which no history can be made up. The message says why and what would do. */
public final class CannotSimulateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotSimulateException(String message) {
        super(message);
    }
}
