package dev.upshot.sink;

/**
 * The right to write a partition's records.
 *
 * @param epoch what the database must still hold for a write to count
 * @param nextOffset where reading goes on
 */
record Claim(long epoch, long nextOffset) {}
