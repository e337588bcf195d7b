package dev.upshot.streams.journey;

/** An accepted event, as a journey keeps it: a fact. Equal facts are one. */
public sealed interface JourneyEvent permits Decision, Outcome, Review {
    /** Event time, milliseconds since the epoch. */
    long at();
}
