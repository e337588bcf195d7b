package dev.upshot.streams.plan;

import java.util.Locale;

/** Which field of a decision names its arm. */
public enum ArmsBy {
    /** The event's {@code variant} as it stands. */
    VARIANT,
    /** The actor's type in lower case: {@code model}, {@code rule}, {@code human} or {@code hybrid}. */
    ACTOR_TYPE,
    /** The actor's id and version, joined by a colon: {@code triage:2.1}. */
    ACTOR_VERSION;

    /**
     * The name in a plan.
     *
     * @return lower case with underscores
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
