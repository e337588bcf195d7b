/** The charts' tests: axes, and ink where an element says. */
@NullMarked
package dev.upshot.report.chart;

import org.jspecify.annotations.NullMarked;
