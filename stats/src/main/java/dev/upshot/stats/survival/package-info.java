/**
 * How long something takes when it has not happened yet for all.
 *
 * <p>The mean of those that are complete is offered nowhere: it leaves out exactly the long ones. (A true 40 % faster processing shows as 19 %
 * when 43 % are still open.) Everything here counts open units for as long as they were followed.
 */
@NullMarked
package dev.upshot.stats.survival;

import org.jspecify.annotations.NullMarked;
