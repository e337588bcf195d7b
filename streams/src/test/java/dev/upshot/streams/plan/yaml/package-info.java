/** Tests of how a plan is read: what is read, and every message about what is not. */
@NullMarked
package dev.upshot.streams.plan.yaml;

import org.jspecify.annotations.NullMarked;
