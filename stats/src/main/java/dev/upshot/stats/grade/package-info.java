/**
 * What may be said: how strong the evidence is, what it says, and why.
 *
 * <p>{@link dev.upshot.stats.grade.Assessment#of} is a pure function from {@link dev.upshot.stats.grade.Evidence} to a grade, a verdict and a
 * reason. All three are closed sets of values, so that tables, sentences and tests can go through every one.
 */
@NullMarked
package dev.upshot.stats.grade;

import org.jspecify.annotations.NullMarked;
