/** How fast the sink writes. */
@NullMarked
package dev.upshot.bench.sink;

import org.jspecify.annotations.NullMarked;
