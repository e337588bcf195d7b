package dev.upshot.streams.journey;

/**
 * That a decision was reviewed, and whether any review overturned it.
 *
 * @param decisionId the reviewed decision, unique within the journey
 * @param overturned true once one review overrode or reversed the decision
 */
public record Review(String decisionId, boolean overturned) implements JourneyEvent {}
