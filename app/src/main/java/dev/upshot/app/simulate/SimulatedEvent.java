package dev.upshot.app.simulate;

import dev.upshot.app.publish.TimedEvent;

/**
 * One event of a simulated history.
 *
 * @param event the event with its observed time
 * @param trait what is peculiar about it
 */
public record SimulatedEvent(TimedEvent event, Trait trait) {}
