/** Tests of the simulation. */
@NullMarked
package dev.upshot.app.simulate;

import org.jspecify.annotations.NullMarked;
