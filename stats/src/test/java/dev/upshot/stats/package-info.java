/** Tests of the inference library: published cases, exact arithmetic beside it, and every edge. */
@NullMarked
package dev.upshot.stats;

import org.jspecify.annotations.NullMarked;
