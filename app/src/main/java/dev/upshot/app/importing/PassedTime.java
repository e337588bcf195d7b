package dev.upshot.app.importing;

import dev.upshot.app.Target;
import dev.upshot.app.plans.PlanCatalog;
import dev.upshot.app.publish.LogClock;
import dev.upshot.app.publish.TimedEvent;
import dev.upshot.event.DecisionEvent;
import dev.upshot.event.OutcomeEvent;
import dev.upshot.event.ReviewEvent;
import dev.upshot.streams.plan.yaml.PlanException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;

/**
 * What is final in the log already, whatever plan measures it.
 *
 * @param before events that happened before this moment come after the final one of every plan; empty where none is known to
 */
record PassedTime(Optional<Instant> before) {

    static final PassedTime UNKNOWN = new PassedTime(Optional.empty());

    /** As the log's clock and the published plans say; who may only write to the topics does not learn it. */
    static PassedTime in(Target target) {
        try {
            Optional<Duration> lateness = new PlanCatalog(target).longestLateness();
            if (lateness.isEmpty()) {
                return UNKNOWN;
            }
            OptionalLong clock = LogClock.of(target);
            return clock.isEmpty()
                    ? UNKNOWN
                    : new PassedTime(
                            Optional.of(Instant.ofEpochMilli(clock.getAsLong()).minus(lateness.get())));
        } catch (KafkaException | PlanException e) {
            // A warning is not worth an import.
            return UNKNOWN;
        }
    }

    boolean isFinalFor(TimedEvent event) {
        return before.isPresent() && happened(event).isBefore(before.get());
    }

    private static Instant happened(TimedEvent event) {
        if (event.value() instanceof DecisionEvent decision) {
            return decision.getDecidedAt();
        }
        if (event.value() instanceof OutcomeEvent outcome) {
            return outcome.getOccurredAt();
        }
        return ((ReviewEvent) event.value()).getReviewedAt();
    }
}
