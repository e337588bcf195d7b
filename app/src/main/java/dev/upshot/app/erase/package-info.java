/** Erasing a subject: what goes, and a receipt that also says what stays. */
@NullMarked
package dev.upshot.app.erase;

import org.jspecify.annotations.NullMarked;
