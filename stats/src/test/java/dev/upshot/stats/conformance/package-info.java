/**
 * Published input and output pairs of other implementations.
 *
 * <p>{@code cases.json} lies in the test resources; {@code -Dconformance.file=PATH} (several with commas) adds further files of the same
 * categories. A category is a function from a case's inputs to results of the shape of its expected values: see {@link
 * dev.upshot.stats.conformance.Categories}.
 */
@NullMarked
package dev.upshot.stats.conformance;

import org.jspecify.annotations.NullMarked;
