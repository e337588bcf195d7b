package dev.upshot.app.publish;

import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event and when the log learns of it.
 *
 * @param kind which of the three topics it belongs to
 * @param key the record's key, the subject's id unless a fault is simulated
 * @param value the event
 * @param observedAt the record's timestamp, milliseconds since 1970, not negative
 */
public record TimedEvent(EventKind kind, String key, SpecificRecord value, long observedAt) {

    public TimedEvent {
        if (observedAt < 0) {
            throw new IllegalArgumentException("observedAt is before 1970: " + observedAt);
        }
    }

    /** A decision, keyed by its subject. */
    public static TimedEvent of(DecisionEvent decision, Instant observedAt) {
        return new TimedEvent(EventKind.DECISION, decision.getSubjectId(), decision, observedAt.toEpochMilli());
    }

    /** An outcome, keyed by its subject. */
    public static TimedEvent of(OutcomeEvent outcome, Instant observedAt) {
        return new TimedEvent(EventKind.OUTCOME, outcome.getSubjectId(), outcome, observedAt.toEpochMilli());
    }

    /** A review, keyed by its subject. */
    public static TimedEvent of(ReviewEvent review, Instant observedAt) {
        return new TimedEvent(EventKind.REVIEW, review.getSubjectId(), review, observedAt.toEpochMilli());
    }
}
