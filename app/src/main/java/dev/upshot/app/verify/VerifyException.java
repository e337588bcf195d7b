package dev.upshot.app.verify;

import org.jspecify.annotations.Nullable;

/** Verification could not be done. The message is for the user: what failed, where, and what to do. */
public final class VerifyException extends RuntimeException {

    /** What kind of obstacle it was. */
    public enum Kind {
        /** There is nothing to verify: a topic or the plan does not exist. */
        NOT_FOUND,
        /** A broker or the database cannot be used now, or the pipeline did not finish in time. */
        UNAVAILABLE
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private VerifyException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static VerifyException notFound(String message) {
        return new VerifyException(Kind.NOT_FOUND, message, null);
    }

    static VerifyException unavailable(String message) {
        return new VerifyException(Kind.UNAVAILABLE, message, null);
    }

    static VerifyException unavailable(String message, Throwable cause) {
        return new VerifyException(Kind.UNAVAILABLE, message, cause);
    }

    /** What kind of obstacle it was. */
    public Kind kind() {
        return kind;
    }
}
