/**
 * The scorecard: what the reporting database says, as pages and files. Here is what all parts of it share.
 *
 * <p>One read in one snapshot gives an immutable {@link dev.upshot.report.scorecard.Scorecard}; every form is a pure
 * function of it. There is no clock, no locale and no time zone anywhere: the same rows give byte-identical files. Claims
 * are made from official readings alone, at the looks that the plan's clock allows; live ones are shown and claim nothing.
 *
 * <ul>
 *   <li>{@code card}: the values, by use case; {@code health}: how the data are.
 *   <li>{@code query} reads them from the database.
 *   <li>{@code scorecard}: all cards as one dataset, its columns, canonical rows and hash.
 *   <li>{@code notation}, {@code sentence} and {@code chart}: numbers, words and pictures of them.
 *   <li>{@code page}: the site's pages; {@code form}: the files.
 * </ul>
 *
 * <p>Other modules read by {@code query}, hold what it gives ({@code card}, {@code health}, {@code scorecard}), write by
 * {@code form} and {@code page}, and take figures from {@code notation}; sentences and charts are nobody's but ours.
 * {@code ModuleArrowsTest} holds that, and the arrows between the packages.
 */
@NullMarked
package dev.upshot.report;

import org.jspecify.annotations.NullMarked;
