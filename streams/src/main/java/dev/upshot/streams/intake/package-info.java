/**
 * The door: validates an event, places it in time, and either accepts it for a plan's journeys or says why not. A
 * refusal is a value, never an exception, and its text never holds the id of a subject.
 */
@NullMarked
package dev.upshot.streams.intake;

import org.jspecify.annotations.NullMarked;
