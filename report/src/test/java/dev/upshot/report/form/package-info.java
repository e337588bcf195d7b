/** The forms' tests: the same bytes every time, inert labels, files that appear whole. */
@NullMarked
package dev.upshot.report.form;

import org.jspecify.annotations.NullMarked;
