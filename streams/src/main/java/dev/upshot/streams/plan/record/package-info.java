/**
 * Plans as they lie in the plans topic: written for the reporting database, and read again by every instance. The record carries
 * the author's YAML, which alone says all of a plan: that is why this package knows {@code yaml}.
 */
@NullMarked
package dev.upshot.streams.plan.record;

import org.jspecify.annotations.NullMarked;
