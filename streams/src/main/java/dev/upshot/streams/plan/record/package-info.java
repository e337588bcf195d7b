/** Plans as they lie in the plans topic: written for the reporting database, and read again by every instance. */
@NullMarked
package dev.upshot.streams.plan.record;

import org.jspecify.annotations.NullMarked;
