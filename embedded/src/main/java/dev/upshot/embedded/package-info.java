/**
 * A real Kafka broker, schema registry and PostgreSQL for one machine, brought up inside or beside this process.
 *
 * <p>What the package promises: everything listens on loopback only, everything acknowledged survives a restart and a
 * {@code kill -9}, one process at a time owns a directory, and nothing is left running when the process is gone. It
 * knows nothing of Upshot's events.
 *
 * <p>PostgreSQL's programs are unpacked once per machine, outside these directories: into {@code /var/cache/upshot} for
 * root, into {@code ~/.cache/upshot} for others.
 */
@NullMarked
package dev.upshot.embedded;

import org.jspecify.annotations.NullMarked;
