package dev.upshot.streams.intake;

import dev.upshot.streams.journey.JourneyEvent;
import org.jspecify.annotations.Nullable;

/** What the door says of one event for one plan. */
public sealed interface Admission {

    /**
     * The plan takes the event into the subject's journey.
     *
     * @param plan the plan
     * @param event what the journey keeps
     */
    record Accepted(MeasuredPlan plan, JourneyEvent event) implements Admission {}

    /**
     * The event goes to quarantine.
     *
     * @param plan the plan that refused it; null where it was refused before any plan looked at it
     * @param reason why
     */
    record Refused(@Nullable MeasuredPlan plan, Reason reason) implements Admission {}
}
