/**
 * The pages: the scorecard, one KPI, the health of the data, a notice. The templates in {@code src/main/jte} become classes
 * of this package; what they show is text, ready to be escaped. {@link dev.upshot.report.page.WebPages} is the only door.
 */
@NullMarked
package dev.upshot.report.page;

import org.jspecify.annotations.NullMarked;
