/**
 * Exact sums of fixed-point values of several variables, and the means, variances and covariances they carry.
 *
 * <p>Which variables a question needs:
 *
 * <table>
 * <caption>Variables of a unit</caption>
 * <tr><th>Question</th><th>Unit</th><th>Variables, in this order</th></tr>
 * <tr><td>mean</td><td>decision</td><td>Y</td></tr>
 * <tr><td>mean with k covariates (CUPED)</td><td>decision</td><td>Y, X<sub>1</sub> … X<sub>k</sub></td></tr>
 * <tr><td>ratio</td><td>decision or subject</td><td>M, D</td></tr>
 * <tr><td>ratio with its covariate (CUPED)</td><td>decision or subject</td><td>M, D, M', D': n and fourteen sums</td></tr>
 * <tr><td>mean over clusters</td><td>subject</td><td>S, N: the sum of its values and their number</td></tr>
 * <tr><td>logged propensities</td><td>decision</td><td>wY, w</td></tr>
 * <tr><td>doubly robust scores of two arms</td><td>decision</td><td>φ<sub>a</sub>, φ<sub>b</sub></td></tr>
 * </table>
 */
@NullMarked
package dev.upshot.stats.moments;

import org.jspecify.annotations.NullMarked;
