package dev.upshot.streams.cell;

/**
 * What is counted once per cell.
 *
 * @param decisions decisions that count
 * @param reviewed of these, reviewed decisions
 * @param overturned of these, decisions that a review overrode or reversed
 * @param units units of analysis
 * @param mixedUnits of these, units whose decisions lie in several arms
 */
public record CellHead(long decisions, long reviewed, long overturned, long units, long mixedUnits) {}
