/**
 * The scorecard: what the reporting database says, as a page, a table and data.
 *
 * <p>One read in one snapshot gives an immutable {@link dev.upshot.report.Scorecard}; every form is a pure function of
 * it. There is no clock, no locale and no time zone anywhere: the same rows give byte-identical files. The scorecard
 * of this version reports <em>readings</em>, never claims: its intervals are not valid under continuous peeking.
 */
@NullMarked
package dev.upshot.report;

import org.jspecify.annotations.NullMarked;
