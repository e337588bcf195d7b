/** How a number, a change and a moment are written: the same in every sentence, chart, page and table. */
@NullMarked
package dev.upshot.report.notation;

import org.jspecify.annotations.NullMarked;
