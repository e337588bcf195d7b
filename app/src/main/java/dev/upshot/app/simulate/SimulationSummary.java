package dev.upshot.app.simulate;

import dev.upshot.app.publish.EventKind;
import java.util.Map;

/**
 * What a simulation has published.
 *
 * @param decisions how many decisions count
 * @param events how many events of each kind were published
 * @param traits the same events by what is peculiar about them; what is {@link Trait#LATE} or {@link Trait#MALFORMED}
 *     is to end in quarantine, and nothing else
 * @param truth what a perfect measurement would find
 */
public record SimulationSummary(long decisions, Map<EventKind, Long> events, Map<Trait, Long> traits, Truth truth) {

    public SimulationSummary {
        events = Map.copyOf(events);
        traits = Map.copyOf(traits);
    }
}
