/**
 * Who earned what: pure functions from a journey to credited units, and from two such credits to what changed.
 */
@NullMarked
package dev.upshot.streams.attribution;

import org.jspecify.annotations.NullMarked;
