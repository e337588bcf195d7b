package dev.upshot.streams.plan;

/** How a plan's events come to meet by subject. */
public enum Routing {
    /** The topics are keyed by subject: what concerns one subject lies in one partition. */
    NONE,

    /** {@code repartition: true}: keys and partitions say nothing; events are brought together by their subject. */
    BY_SUBJECT,

    /** {@code resolve_subject: true} besides: an outcome or review without a subject is that of the decision it names. */
    BY_DECISION;

    /** Whether events go through internal topics before they are measured. */
    public boolean isRouted() {
        return this != NONE;
    }

    /** Whether an event without a subject belongs to the subject of the decision it names. */
    public boolean resolvesSubjects() {
        return this == BY_DECISION;
    }
}
