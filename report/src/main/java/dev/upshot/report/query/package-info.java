/**
 * Reads scorecards and the health of the data from the reporting database, in one read-only snapshot. Nothing else in this
 * module knows SQL.
 */
@NullMarked
package dev.upshot.report.query;

import org.jspecify.annotations.NullMarked;
