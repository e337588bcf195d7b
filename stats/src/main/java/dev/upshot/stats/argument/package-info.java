/** How every part of the library refuses an argument: by its name, with the value found and what is allowed. Not meant for users. */
@NullMarked
package dev.upshot.stats.argument;

import org.jspecify.annotations.NullMarked;
