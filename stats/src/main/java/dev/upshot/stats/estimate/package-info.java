/**
 * Estimators of what a candidate arm is worth against a baseline arm.
 *
 * <p>Every estimator answers a {@link dev.upshot.stats.estimate.Contrast}: two figures, their sampling variances and covariance. Every
 * interval, fixed-n or sequential, absolute or relative, is a function of a contrast and a critical value.
 */
@NullMarked
package dev.upshot.stats.estimate;

import org.jspecify.annotations.NullMarked;
