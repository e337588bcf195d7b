/** Proofs of the sink: the rules without anything running, and the whole on a real broker, registry and PostgreSQL. */
@NullMarked
package dev.upshot.sink;

import org.jspecify.annotations.NullMarked;
