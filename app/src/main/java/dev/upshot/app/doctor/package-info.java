/** Looks whether what a configuration names can be used, and says what to do where it cannot. Changes nothing. */
@NullMarked
package dev.upshot.app.doctor;

import org.jspecify.annotations.NullMarked;
