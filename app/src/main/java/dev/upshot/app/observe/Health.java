package dev.upshot.app.observe;

import java.util.List;

/**
 * How the parts of a command are.
 *
 * @param parts each with what it says of itself
 */
public record Health(List<Part> parts) {

    /** How a part is. */
    public enum State {
        /** It does its work. */
        READY,
        /** It starts, or waits for something that is away: it will be ready again by itself. */
        WAITING,
        /** It has given up: only another start helps. */
        FAILED
    }

    /**
     * A part of the command.
     *
     * @param name for example {@code sink}
     * @param state how it is
     * @param says in its own words, one line, without values of events
     */
    public record Part(String name, State state, String says) {}

    public Health {
        parts = List.copyOf(parts);
    }

    /** Whether another start would not help: nothing has given up. */
    public boolean live() {
        return parts.stream().noneMatch(part -> part.state() == State.FAILED);
    }

    /** Whether every part does its work. */
    public boolean ready() {
        return !parts.isEmpty() && parts.stream().allMatch(part -> part.state() == State.READY);
    }
}
