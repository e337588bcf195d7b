/**
 * The shell: processors that only translate between Kafka and the functional core, the stores they keep, and the
 * topology that wires them. A topology can be built and described without starting anything.
 */
@NullMarked
package dev.upshot.streams.topology;

import org.jspecify.annotations.NullMarked;
