/**
 * Clocks: how often one may look, and how wide an interval must be for it.
 *
 * <p>A {@link dev.upshot.stats.sequence.Clock} is chosen before the start and stored with every row. It gives the multiplier by which a
 * standard error becomes an interval; {@link dev.upshot.stats.sequence.ArmContrast} turns multiplier and arm means into absolute and
 * relative bounds. Everything is a pure function of its arguments: no state, no wall clock. Logarithms and exponentials are those of
 * {@link StrictMath} and multipliers are rounded to nine decimals, so that the same input gives the same bits on every machine and plain
 * SQL can repeat the rest.
 */
@NullMarked
package dev.upshot.stats.sequence;

import org.jspecify.annotations.NullMarked;
