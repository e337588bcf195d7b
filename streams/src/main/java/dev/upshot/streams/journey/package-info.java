/**
 * All that is known of one subject under one plan: accepted decisions, outcomes and reviews, deduplicated by id.
 *
 * <p>A {@link dev.upshot.streams.journey.Journey} is a value. Adding an event is idempotent and commutative: any order
 * and any repetition of the same events gives an equal journey, which is what makes the results of Upshot a function
 * of the set of events.
 */
@NullMarked
package dev.upshot.streams.journey;

import org.jspecify.annotations.NullMarked;
