/**
 * The services a command works with: the ones whose addresses were given, checked, and embedded ones for the others.
 * Whatever was started is stopped in reverse order, also when the process is told to end.
 */
@NullMarked
package dev.upshot.app.stack;

import org.jspecify.annotations.NullMarked;
