/** Which ids are taken. */
@NullMarked
package dev.upshot.app.erase;

import org.jspecify.annotations.NullMarked;
