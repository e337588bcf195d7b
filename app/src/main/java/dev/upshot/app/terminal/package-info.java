/**
 * What a command shows: data on standard output, everything else on standard error. Colour and moving lines only where
 * a terminal can show them, and nothing is said by colour alone.
 */
@NullMarked
package dev.upshot.app.terminal;

import org.jspecify.annotations.NullMarked;
