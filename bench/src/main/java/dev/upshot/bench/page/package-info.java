/** How soon the read-only site answers. */
@NullMarked
package dev.upshot.bench.page;

import org.jspecify.annotations.NullMarked;
