package dev.upshot.app.publish;

import dev.upshot.wire.Topics;

/** The three kinds of event, each with its topic. */
public enum EventKind {
    DECISION("decisions"),
    OUTCOME("outcomes"),
    REVIEW("reviews");

    private final String plural;

    EventKind(String plural) {
        this.plural = plural;
    }

    /** The word for several of them. */
    public String plural() {
        return plural;
    }

    /** The topic of this kind. */
    public String topic(Topics topics) {
        return switch (this) {
            case DECISION -> topics.decisions();
            case OUTCOME -> topics.outcomes();
            case REVIEW -> topics.reviews();
        };
    }
}
