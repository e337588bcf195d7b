@NullMarked
package dev.upshot.bench.calibration;

import org.jspecify.annotations.NullMarked;
