/** Tests of the command as a process of its own: started, killed, stopped. */
@NullMarked
package dev.upshot.app.child;

import org.jspecify.annotations.NullMarked;
