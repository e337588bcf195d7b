/** Reporting databases that benches read and write. */
@NullMarked
package dev.upshot.bench.reporting;

import org.jspecify.annotations.NullMarked;
