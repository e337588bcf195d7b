package dev.upshot.streams.attribution;

/**
 * What an event changed in the ledger.
 *
 * @param entry the entry as it stands now; where it goes, as it stood before
 * @param goes whether there is no such entry any more
 */
public record EntryChange(DecisionEntry entry, boolean goes) {}
