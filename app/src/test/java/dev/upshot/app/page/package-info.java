/** Tests of the read-only site. */
@NullMarked
package dev.upshot.app.page;

import org.jspecify.annotations.NullMarked;
