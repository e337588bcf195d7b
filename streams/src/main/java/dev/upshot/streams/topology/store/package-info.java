/**
 * The state stores: which there are, how keys and values look as bytes, and the cache that makes them quick. Knows what a journey is, and
 * nothing of what is done with it.
 */
@NullMarked
package dev.upshot.streams.topology.store;

import org.jspecify.annotations.NullMarked;
