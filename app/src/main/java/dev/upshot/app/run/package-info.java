/**
 * The long-running halves: measuring (Kafka Streams, one application per generation of plans) and writing to the
 * reporting database. What is away is waited for, with a plain line that says so.
 */
@NullMarked
package dev.upshot.app.run;

import org.jspecify.annotations.NullMarked;
