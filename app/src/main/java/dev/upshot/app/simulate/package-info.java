/**
 * A simulated history with a known truth. {@link dev.upshot.app.simulate.Simulation} is a pure function of plan, size
 * and seed: decisions spread over days, outcomes that come late, twice, out of order and corrected, and events that must
 * be refused. {@link dev.upshot.app.simulate.Truth} is exact, not estimated: what each unit is worth is drawn from a
 * finite table of equally likely values, already under the plan's window, cap and rule for missing outcomes, and the
 * expected mean is the mean of that table. Everything else that happens (duplicates, corrections, outcomes outside the
 * window, late and malformed events) changes no unit's worth.
 */
@NullMarked
package dev.upshot.app.simulate;

import org.jspecify.annotations.NullMarked;
