/** The read-only site: the scorecard, its details and the health of the data, over HTTP. */
@NullMarked
package dev.upshot.app.page;

import org.jspecify.annotations.NullMarked;
