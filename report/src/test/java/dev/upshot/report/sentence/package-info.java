/** The sentences' tests: golden files of what is said, claimed and asked. */
@NullMarked
package dev.upshot.report.sentence;

import org.jspecify.annotations.NullMarked;
