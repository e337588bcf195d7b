package dev.upshot.app.importing;

/** Why a row cannot become events. The reason names columns and fields, never what stands in them. */
final class BadRowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BadRowException(String reason) {
        // Bad rows are ordinary in a big file: no stack trace.
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
