/** Scorecards for the tests of forms and sentences. */
@NullMarked
package dev.upshot.report.scorecard;

import org.jspecify.annotations.NullMarked;
