/**
 * All cards as one dataset: its columns, its canonical rows, and the hash over them that every form tells. A fact that
 * forms shall carry is added to the card first, then here.
 */
@NullMarked
package dev.upshot.report.scorecard;

import org.jspecify.annotations.NullMarked;
