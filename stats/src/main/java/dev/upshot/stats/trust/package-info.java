/**
 * Trust: does the data look like the experiment that was planned?
 *
 * <p>Each check answers a {@link dev.upshot.stats.trust.Finding}; {@link dev.upshot.stats.trust.TrustReport} gathers them. A failed check
 * lowers the evidence grade and withholds the claim, see {@link dev.upshot.stats.grade.Assessment}.
 */
@NullMarked
package dev.upshot.stats.trust;

import org.jspecify.annotations.NullMarked;
