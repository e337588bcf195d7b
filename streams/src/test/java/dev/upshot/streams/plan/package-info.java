/** Tests of the measurement plan: what is read, and every message about what is not. */
@NullMarked
package dev.upshot.streams.plan;

import org.jspecify.annotations.NullMarked;
