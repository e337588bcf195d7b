package dev.upshot.app;

import org.jspecify.annotations.Nullable;

/**
 * A command ends here, and the message is for its user: what failed, where, and what to do. The exit code says of which
 * kind the failure is, so that a script can tell them apart.
 */
public final class CommandFailure extends RuntimeException {

    /** The command ran and found something that should not be. */
    public static final int NEGATIVE_FINDING = 1;

    /** The call or the configuration is wrong. */
    public static final int USAGE = 2;

    /** Something the call names does not exist. */
    public static final int NOT_FOUND = 3;

    /** A broker, registry or database cannot be used now. */
    public static final int UNAVAILABLE = 69;

    /** A fault of Upshot itself. */
    public static final int BUG = 70;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The call or the configuration is wrong. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(USAGE, message, null);
    }

    /** As {@link #usage(String)}, with the exception that told. */
    public static CommandFailure usage(String message, Throwable cause) {
        return new CommandFailure(USAGE, message, cause);
    }

    /** Something the call names does not exist. */
    public static CommandFailure notFound(String message) {
        return new CommandFailure(NOT_FOUND, message, null);
    }

    /** A broker, registry or database cannot be used now. */
    public static CommandFailure unavailable(String message) {
        return new CommandFailure(UNAVAILABLE, message, null);
    }

    /** As {@link #unavailable(String)}, with the exception that told. */
    public static CommandFailure unavailable(String message, Throwable cause) {
        return new CommandFailure(UNAVAILABLE, message, cause);
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }

    /** The message; never null here. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
