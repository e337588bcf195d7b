/** The rules of what a record changes, without anything running. */
@NullMarked
package dev.upshot.sink.change;

import org.jspecify.annotations.NullMarked;
