/** Several comparisons at once: corrections of p-values, and e-values, which are corrected by averaging. */
@NullMarked
package dev.upshot.stats.multiple;

import org.jspecify.annotations.NullMarked;
