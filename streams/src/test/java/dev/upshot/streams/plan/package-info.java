/** Tests of what a plan is: its parts and its hash. */
@NullMarked
package dev.upshot.streams.plan;

import org.jspecify.annotations.NullMarked;
