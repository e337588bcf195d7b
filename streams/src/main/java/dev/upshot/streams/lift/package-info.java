/**
 * Lifts: pure functions from the totals of the arms in one slot (overall, or one value of one dimension) to the
 * measured difference of every candidate from the baseline.
 */
@NullMarked
package dev.upshot.streams.lift;

import org.jspecify.annotations.NullMarked;
