/**
 * Inference over exact moments: how far a candidate arm lies from its baseline, and how sure one may be of it.
 *
 * <p>Every type is immutable and safe for use by several threads. The package knows no clock, no Kafka and no SQL, keeps no state, and
 * gives the same bits for the same input on every machine: only IEEE 754 basic operations and square roots are used, in an order that is
 * part of the documentation, so that plain SQL over {@code double precision} reproduces every number.
 */
@NullMarked
package dev.upshot.stats;

import org.jspecify.annotations.NullMarked;
