/** Tests of the launcher, with stand-ins for Java and Maven. */
@NullMarked
package dev.upshot.app.launcher;

import org.jspecify.annotations.NullMarked;
