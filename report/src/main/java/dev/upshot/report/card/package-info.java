/**
 * The card of one use case and all that stands on it: KPIs, readings, what may be said of them, how it went along. Values
 * alone: whoever reads, writes or draws them knows this package, which knows none of theirs.
 */
@NullMarked
package dev.upshot.report.card;

import org.jspecify.annotations.NullMarked;
