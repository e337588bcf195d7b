/**
 * How events come to meet by subject where the event topics are not keyed by it: what travels with a routed event, how
 * stages tell each other how far they are, and the index that finds the subject of an event by the decision it names.
 * Knows Kafka's headers and nothing else of it.
 */
@NullMarked
package dev.upshot.streams.routing;

import org.jspecify.annotations.NullMarked;
