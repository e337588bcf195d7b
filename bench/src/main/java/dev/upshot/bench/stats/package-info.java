/** How long the inference library takes: adding to moments, estimating a lift. */
@NullMarked
package dev.upshot.bench.stats;

import org.jspecify.annotations.NullMarked;
