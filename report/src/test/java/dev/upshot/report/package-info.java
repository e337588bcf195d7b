/** The scorecard's tests: golden sentences, inert labels, the same bytes every time. */
@NullMarked
package dev.upshot.report;

import org.jspecify.annotations.NullMarked;
