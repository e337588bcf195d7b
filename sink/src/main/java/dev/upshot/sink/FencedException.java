package dev.upshot.sink;

/** Another writer has taken over a partition: the transaction was refused and has changed nothing. */
final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FencedException(String message) {
        super(message);
    }
}
