/** Tests of plans as the plans topic holds them. */
@NullMarked
package dev.upshot.streams.plan.record;

import org.jspecify.annotations.NullMarked;
