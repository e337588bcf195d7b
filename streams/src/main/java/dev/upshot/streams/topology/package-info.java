/**
 * The shell: processors that only translate between Kafka and the functional core, and the topology that wires them. A
 * topology can be built and described without starting anything. What a task remembers lies in {@code book}, the stores
 * below in {@code store}, the form of what is told in {@code published}.
 */
@NullMarked
package dev.upshot.streams.topology;

import org.jspecify.annotations.NullMarked;
