package dev.upshot.report;

/** Why there is no report: one line that says what, where and what to do. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is; decides the exit code. */
    public enum Kind {
        /** What was asked for is not in the reporting database: exit 3. */
        NOT_FOUND,
        /** The reporting database is of an older or a newer upshot than this one: exit 3. */
        OTHER_VERSION,
        /** The reporting database does not let its user in or read: exit 69. */
        FORBIDDEN,
        /** The reporting database does not answer: exit 69. */
        DATABASE_UNAVAILABLE,
        /** The reporting database answers, but with a fault: exit 69. */
        DATABASE_FAULT,
        /** The files cannot be written: exit 2. */
        OUTPUT_NOT_WRITABLE
    }

    private final Kind kind;

    /** Of a kind, with what to do. */
    public ReportException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Of a kind, with what to do and what stands behind it. */
    public ReportException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The database holds a word that this version does not know. */
    public static ReportException unknown(String what, String word) {
        return new ReportException(
                Kind.OTHER_VERSION,
                "the database holds the " + what + " \"" + Label.clean(word)
                        + "\", which this version does not know: use the version of upshot that writes it");
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }
}
