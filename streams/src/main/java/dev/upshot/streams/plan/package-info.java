/**
 * The measurement plan: what is measured for a use case, read from YAML.
 *
 * <p>A {@link dev.upshot.streams.plan.Plan} is immutable and has been validated as a whole: whoever holds one need not check again.
 * {@link dev.upshot.streams.plan.PlanReader} refuses everything that this version cannot measure, with file, line and field; nothing in a
 * plan is ignored silently. The page {@code docs/plan.md} is the reference of the format.
 */
@NullMarked
package dev.upshot.streams.plan;

import org.jspecify.annotations.NullMarked;
