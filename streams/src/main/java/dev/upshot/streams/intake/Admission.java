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
     * @param unknown the name that no plan knows, where that is the reason
     */
    record Refused(
            @Nullable MeasuredPlan plan,
            Reason reason,
            @Nullable String unknown) implements Admission {

        /** Refused for what is in the event. */
        Refused(@Nullable MeasuredPlan plan, Reason reason) {
            this(plan, reason, null);
        }

        /** Refused before any plan looked at it, for what is in the record. */
        public static Refused atOnce(Reason reason) {
            return new Refused(null, reason);
        }
    }
}
