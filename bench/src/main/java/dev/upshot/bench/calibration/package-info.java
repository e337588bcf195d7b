/** Whether the library's promises hold on simulated data: error rates under peeking, widths, power. Seeded, parallel, the same every time. */
@NullMarked
package dev.upshot.bench.calibration;

import org.jspecify.annotations.NullMarked;
