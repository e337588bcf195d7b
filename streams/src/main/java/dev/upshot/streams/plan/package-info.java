/**
 * The measurement plan: what is measured for a use case.
 *
 * <p>A {@link dev.upshot.streams.plan.Plan} is immutable and has been validated as a whole: whoever holds one need not check again. How
 * it is read from its author's YAML lies in {@code yaml}, how it looks in the plans topic in {@code record}.
 */
@NullMarked
package dev.upshot.streams.plan;

import org.jspecify.annotations.NullMarked;
