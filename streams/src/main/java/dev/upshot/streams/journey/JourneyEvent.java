package dev.upshot.streams.journey;

/** An accepted event, as a journey keeps it. */
public sealed interface JourneyEvent permits Decision, Outcome, Review {}
