/**
 * The scorecard: what the reporting database says, as a page, a table and data.
 *
 * <p>One read in one snapshot gives an immutable {@link dev.upshot.report.Scorecard}; every form is a pure function of
 * it. There is no clock, no locale and no time zone anywhere: the same rows give byte-identical files. Claims
 * are made from official readings alone, at the looks that the plan's clock allows; live ones are shown and claim nothing.
 */
@NullMarked
package dev.upshot.report;

import org.jspecify.annotations.NullMarked;
