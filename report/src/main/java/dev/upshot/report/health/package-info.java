/** How the data behind the scorecards are: values, read with a scorecard and shown on a page of their own. */
@NullMarked
package dev.upshot.report.health;

import org.jspecify.annotations.NullMarked;
