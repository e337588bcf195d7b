package dev.upshot.streams.attribution;

/**
 * How much of a journey's corrections is taken in. Each reading takes in what the one before does and one kind more, so that the step from one
 * to the next is what that kind of correction changed.
 */
enum Reading {
    /** Each outcome as first reported: neither later versions nor amendments nor cancellations; no decision replaces another. */
    AS_REPORTED,
    /** With later versions and amendments. */
    AMENDED,
    /** With cancellations too. */
    CANCELLED,
    /** With replaced decisions too: the facts as they stand. */
    AS_IT_STANDS
}
