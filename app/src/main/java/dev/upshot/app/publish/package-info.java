/**
 * Events on their way into the topics: {@link dev.upshot.app.publish.TimedEvent} is an event with the time at which the
 * log learns of it, a {@link dev.upshot.app.publish.Publisher} takes them in order, and closing it without an exception
 * means that the broker has acknowledged every one.
 */
@NullMarked
package dev.upshot.app.publish;

import org.jspecify.annotations.NullMarked;
