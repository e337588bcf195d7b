/** Tests of the package: behaviour, published figures, exact arithmetic beside it, and every edge. */
@NullMarked
package dev.upshot.stats.moments;

import org.jspecify.annotations.NullMarked;
