package dev.upshot.sink.change;

/** A record has no place in the tables; the message says why. It becomes a row in quarantine, never more. */
final class UnwritableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnwritableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
