/**
 * Where every setting comes from: flag, environment, file or default, in this order, each value with its origin.
 *
 * <p>{@link dev.upshot.app.config.Key} lists every key of ours; keys that begin with {@code kafka.}, {@code streams.},
 * {@code registry.} or {@code jdbc.} are passed through to whom they concern. An unknown key is an error, never ignored.
 * No secret is ever printed.
 */
@NullMarked
package dev.upshot.app.config;

import org.jspecify.annotations.NullMarked;
