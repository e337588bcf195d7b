/** Tests of what the parts of the command share. */
@NullMarked
package dev.upshot.app;

import org.jspecify.annotations.NullMarked;
