/** How changes are sorted into rows, without anything running. */
@NullMarked
package dev.upshot.sink.table;

import org.jspecify.annotations.NullMarked;
