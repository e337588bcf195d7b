/**
 * Inference over exact moments: how far a candidate arm lies from its baseline, and how sure one may be of it.
 *
 * <p>From sums to a claim: {@link dev.upshot.stats.moments} holds the exact sums, {@link dev.upshot.stats.estimate} and {@link
 * dev.upshot.stats.survival} turn them into the contrast of two arms, {@link dev.upshot.stats.sequence} says how wide its interval must be
 * for the way one looks.
 *
 * <p>Every value is immutable and safe for use by several threads; only the accumulators (named so, and the counter of ages) change in place.
 * The library knows no clock, no Kafka and no SQL and keeps no state. Nothing it answers is {@code NaN}: data that carry no answer have a
 * {@link dev.upshot.stats.Reason}, and arguments that make no sense an {@link java.lang.IllegalArgumentException} that names them.
 *
 * <p>Numbers are reproduced by plain SQL over {@code double precision}, bit for bit: sums are integers, and from there only IEEE 754 basic
 * operations and square roots are used, in the order that is documented. Not so, because the method has no other way: critical values and
 * multipliers (rounded to nine decimals instead), the bounds of a log-ratio and of a share's relative difference, the bounds of a time's
 * quantile, p-values and posteriors.
 */
@NullMarked
package dev.upshot.stats;

import org.jspecify.annotations.NullMarked;
