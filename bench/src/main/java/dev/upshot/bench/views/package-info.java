/** How long the views of the reporting database take on ten million decisions' worth of cells. */
@NullMarked
package dev.upshot.bench.views;

import org.jspecify.annotations.NullMarked;
