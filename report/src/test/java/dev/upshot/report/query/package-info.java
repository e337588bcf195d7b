/** The queries' tests. */
@NullMarked
package dev.upshot.report.query;

import org.jspecify.annotations.NullMarked;
