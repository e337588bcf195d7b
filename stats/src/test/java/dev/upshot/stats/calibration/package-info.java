/**
 * Whether intervals hold what they promise: a reduced, seeded version of {@code bench/run calibration} with bounds loose enough that chance
 * does not fail them (four Monte-Carlo standard errors and more).
 */
@NullMarked
package dev.upshot.stats.calibration;

import org.jspecify.annotations.NullMarked;
