package dev.upshot.app.doctor;

/**
 * What one look has shown.
 *
 * @param subject what was looked at
 * @param state how it is
 * @param detail what was seen and, where it is not well, what to do
 */
public record Finding(String subject, State state, String detail) {

    /** How something is. */
    public enum State {
        /** As it should be. */
        OK,
        /** It works, and the detail should be known. */
        NOTE,
        /** It does not work. */
        BAD
    }

    static Finding ok(String subject, String detail) {
        return new Finding(subject, State.OK, detail);
    }

    static Finding note(String subject, String detail) {
        return new Finding(subject, State.NOTE, detail);
    }

    static Finding bad(String subject, String detail) {
        return new Finding(subject, State.BAD, detail);
    }
}
