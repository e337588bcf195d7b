package dev.upshot.streams.attribution;

/**
 * What an event changed in what a journey contributes: {@code after − before}. Neither means anything by itself:
 * both may leave out what is the same in both.
 *
 * @param before what goes
 * @param after what comes
 */
public record Change(Credit before, Credit after) {}
